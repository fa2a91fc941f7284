// Numbers for a monitoring system (Prometheus). All names begin `lendstation_`; none holds anything of a patron.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { StationHealth } from '../station/rim.ts';
import type { JournalCounts } from './daemon/journal-watch.ts';

export interface MetricsSetup {
  readonly version: string;
  readonly health: () => StationHealth;
  /** What in the journal's folder staff have to see to. */
  readonly journal: () => JournalCounts;
  /** Pages that are connected. */
  readonly pages: () => number;
  /** Connected pages that do not answer. */
  readonly silentPages: () => number;
  /** Bytes of devices that were dropped because the queue was full, in pieces. */
  readonly eventsDropped: () => number;
}

export interface Metrics {
  /** An event was worked on. */
  event(kind: string, tookMs: number): void;
  journalWrite(outcome: 'written' | 'failed', tookMs: number): void;
  messageDropped(why: string): void;
  /** The programme itself failed somewhere and went on. */
  fault(kind: string): void;
  text(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Seconds; an event that takes 50 ms is felt by the patron. */
const STEP_BUCKETS = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1];
/** Seconds; a durable write takes as long as the disk's own flush. */
const WRITE_BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/** How often the lag of the event loop is measured: each time wakes the process, be there something to do or not. */
const LAG_EVERY_MS = 1_000;

/** Makes all metrics in a registry of their own. */
export function createMetrics(setup: MetricsSetup): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({
    register: registry,
    prefix: 'lendstation_',
    eventLoopMonitoringPrecision: LAG_EVERY_MS,
  });
  addGauges(registry, setup);
  const events = new Counter({
    name: 'lendstation_events_total',
    help: 'Events that were worked on, by kind',
    labelNames: ['kind'],
    registers,
  });
  const steps = new Histogram({
    name: 'lendstation_event_seconds',
    help: 'How long an event and its commands took',
    buckets: STEP_BUCKETS,
    registers,
  });
  const writes = new Histogram({
    name: 'lendstation_journal_write_seconds',
    help: 'How long a durable write to the journal took',
    labelNames: ['outcome'],
    buckets: WRITE_BUCKETS,
    registers,
  });
  const messages = new Counter({
    name: 'lendstation_messages_dropped_total',
    help: 'Messages of pages that were dropped, by reason',
    labelNames: ['why'],
    registers,
  });
  const faults = new Counter({
    name: 'lendstation_faults_total',
    help: 'Faults of the programme that it went on after, by kind',
    labelNames: ['kind'],
    registers,
  });
  return {
    event(kind, tookMs) {
      events.inc({ kind });
      steps.observe(tookMs / 1_000);
    },
    journalWrite: (outcome, tookMs) => writes.observe({ outcome }, tookMs / 1_000),
    messageDropped: (why) => messages.inc({ why }),
    fault: (kind) => faults.inc({ kind }),
    text: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function addGauges(registry: Registry, setup: MetricsSetup): void {
  const registers = [registry];
  new Gauge({
    name: 'lendstation_info',
    help: 'Always 1; the version is in the label',
    labelNames: ['version'],
    registers,
  }).set({ version: setup.version }, 1);
  addFunctions(registry, setup);
  gauge('lendstation_transactions_open', 'Transactions in work', () => setup.health().transactionsOpen);
  gauge('lendstation_tags_on_pads', 'Tags that lie on the pads', () => setup.health().tagsOnPads);
  gauge(
    'lendstation_offline_waiting',
    'Returns and loans made without the library system that it has yet to be told of',
    () => setup.health().offlineWaiting,
  );
  gauge(
    'lendstation_transactions_for_staff',
    'Transactions that the library system refused afterwards and that staff have to put right',
    () => setup.journal().forStaff,
  );
  gauge(
    'lendstation_transactions_to_check',
    'Transactions that ended with a tag not read back, or with an item that belongs elsewhere, until staff settle them',
    () => setup.journal().toCheck,
  );
  gauge(
    'lendstation_transactions_unreadable',
    'Unfinished transactions that cannot be read from the journal any more',
    () => setup.journal().unreadable,
  );
  gauge(
    'lendstation_journals_set_aside',
    'Damaged journals in the data folder that were set aside',
    () => setup.journal().setAside,
  );
  gauge(
    'lendstation_staff_calls',
    'How often patrons have called the staff to the screen since the start',
    () => setup.health().staffCalls,
  );
  addGates(registry, setup);
  gauge('lendstation_pages_connected', 'Pages that are connected', setup.pages);
  gauge(
    'lendstation_pages_silent',
    'Pages that have not answered for 15 s, also those that were cut off for it',
    setup.silentPages,
  );
  gauge(
    'lendstation_device_bytes_dropped',
    'Pieces of device bytes dropped from the full queue',
    setup.eventsDropped,
  );

  function gauge(name: string, help: string, value: () => number | null): void {
    const collect = () => {
      const now = value();
      if (now === null) made.remove();
      else made.set(now);
    };
    const made: Gauge = new Gauge({ name, help, registers, collect });
  }
}

function addGates(registry: Registry, { health }: MetricsSetup): void {
  const registers = [registry];
  new Gauge({
    name: 'lendstation_gate_alarms',
    help: 'Alarms of security gates since the start',
    registers,
    collect() {
      this.set(health().gates.alarms);
    },
  });
  new Gauge({
    name: 'lendstation_gate_armed',
    help: '1 where the gate is armed, 0 where it is not; nothing where that is not known',
    labelNames: ['gate'],
    registers,
    collect() {
      this.reset();
      for (const { device, armed } of health().gates.gates)
        if (armed !== null) this.set({ gate: device }, armed ? 1 : 0);
    },
  });
  new Gauge({
    name: 'lendstation_gate_passed',
    help: 'How many have gone through the gate, as it counts',
    labelNames: ['gate', 'direction'],
    registers,
    collect() {
      this.reset();
      for (const { device, passed } of health().gates.gates) {
        if (passed === null) continue;
        for (const direction of ['in', 'out'] as const)
          this.set({ gate: device, direction }, passed[direction]);
      }
    },
  });
}

function addFunctions(registry: Registry, { health }: MetricsSetup): void {
  const functions = new Gauge({
    name: 'lendstation_function_up',
    help: '1 where the function works, 0 where it does not',
    labelNames: ['function'],
    registers: [registry],
    collect() {
      const now = health();
      for (const name of ['borrow', 'return', 'renew', 'print'] as const) {
        functions.set({ function: name }, now[name] ? 1 : 0);
      }
    },
  });
}
