// The serial lines of all configured devices, between their ports and the one queue.

import type { ResolvedSettings } from '../../settings/secrets.ts';
import type { DeviceId, StationEvent } from '../../station/rim.ts';
import type { LineMode } from '../line-cutter.ts';
import type { Log } from '../log.ts';
import { openSerialLine, type SerialLine } from '../serial-line.ts';

type DeviceSettings = ResolvedSettings['devices'][number];

export interface DeviceLines {
  /** False where the bytes were dropped: the line is not open, or does not take more. */
  send(device: DeviceId, bytes: Uint8Array): boolean;
  close(): Promise<void>;
}

/** A longer line is no scan, whatever it is. */
const LONGEST_LINE_BYTES = 1_024;

/** Opens every device's line; each is opened again for ever when it goes. */
export function openDeviceLines(
  devices: readonly DeviceSettings[],
  push: (event: StationEvent) => void,
  log: Log,
): DeviceLines {
  const lines = new Map<DeviceId, SerialLine>(
    devices.map((device) => [device.id, openLine(device, push, log)]),
  );
  return {
    send: (device, bytes) => lines.get(device)?.send(bytes) ?? false,
    close: async () => {
      await Promise.all([...lines.values()].map((line) => line.close()));
    },
  };
}

function openLine(device: DeviceSettings, push: (event: StationEvent) => void, log: Log): SerialLine {
  const { id, path, baudRate, parity } = device;
  return openSerialLine({
    path,
    baudRate,
    parity,
    rtscts: device.kind === 'printer' && device.flowControl === 'rts-cts',
    lineMode: lineModeOf(device),
    listener: (event) => {
      switch (event.kind) {
        case 'opened':
          log.info('Device opened', { device: id, path });
          return push({ kind: 'deviceOpened', device: id });
        case 'closed':
          log.warn('Device away; it is opened again as soon as it is there', {
            device: id,
            path,
            reason: event.reason,
          });
          return push({ kind: 'deviceClosed', device: id, reason: event.reason });
        case 'bytes':
          return push({ kind: 'deviceBytes', device: id, bytes: event.bytes });
        case 'discarded':
          return log.warn('Device sent a line that is too long for it; it was thrown away', {
            device: id,
            bytes: event.bytes,
          });
      }
    },
  });
}

/** Only a device that speaks in lines, and whose line end is known, has its lines cut before the driver. */
function lineModeOf(device: DeviceSettings): LineMode | null {
  switch (device.kind) {
    case 'scanner':
      return lineModeFor(device.lineEnd);
    case 'gate':
    case 'relay':
      return relayLineMode(device.driver);
    case 'pad':
    case 'printer':
      return null;
  }
}

/** Of relay boards only those that are spoken to in lines end them in one way: with CR, before or behind an LF. */
export function relayLineMode(driver: string): LineMode | null {
  return driver === 'ascii-relay' ? lineModeFor('CR') : null;
}

function lineModeFor(lineEnd: Extract<DeviceSettings, { kind: 'scanner' }>['lineEnd']): LineMode | null {
  switch (lineEnd) {
    case 'any':
      return null;
    case 'CR':
      return { terminator: 0x0d, longestBytes: LONGEST_LINE_BYTES };
    case 'LF':
      return { terminator: 0x0a, longestBytes: LONGEST_LINE_BYTES };
    case 'TAB':
      return { terminator: 0x09, longestBytes: LONGEST_LINE_BYTES };
    case 'ETX':
      return { terminator: 0x03, longestBytes: LONGEST_LINE_BYTES };
  }
}
