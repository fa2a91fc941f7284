// The devices of a night that are simulated by their readings, put in the place of those that speak in bytes.

import type { World } from '../../simulator/world/world.ts';
import { running } from '../../station/running-driver.ts';
import type { StationState } from '../../station/station.ts';
import { briefPadDriver, newPadWords } from './brief-pad-driver.ts';
import {
  type BriefPrinter,
  briefPrinterDriver,
  createBriefPrinter,
  newPrinterWords,
} from './brief-printer.ts';
import { type BriefReader, createBriefReader } from './brief-reader.ts';

export interface BriefDevices {
  readonly pad: BriefReader;
  readonly printer: BriefPrinter;
  /** The station with drivers that understand these devices. Everything else in it is as it was. */
  joinedTo(station: StationState): StationState;
}

/** Makes the devices of a world. */
export function createBriefDevices(world: World): BriefDevices {
  const padWords = newPadWords();
  const printerWords = newPrinterWords();
  return {
    pad: createBriefReader(world, padWords),
    printer: createBriefPrinter(world, printerWords),
    joinedTo: (station) => ({
      ...station,
      devices: station.devices.map((device) => {
        if (device.kind === 'pad') return { ...device, driver: running(briefPadDriver(padWords)) };
        if (device.kind === 'printer')
          return { ...device, driver: running(briefPrinterDriver(printerWords)) };
        return device;
      }),
    }),
  };
}
