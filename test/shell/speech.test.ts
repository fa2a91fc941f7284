// The station's voice: a programme is started for each utterance, and what it is told is seen nowhere else.

import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { SPEAK_MESSAGE } from '../../protocols/screen/speech.ts';
import { createVoice } from '../../station-daemon/shell/speech/espeak.ts';
import { until } from './until.ts';
import { bench, page } from './web-bench.ts';

/** A programme that keeps its arguments and its input, and answers with so many bytes. */
function pretend(bytes: number, ending = ''): { readonly command: string; readonly told: () => string } {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-voice-'));
  const command = join(folder, 'espeak-ng');
  const told = join(folder, 'told');
  writeFileSync(told, '');
  writeFileSync(command, `#!/bin/sh\necho "$*|$(cat)" >> ${told}\nhead -c ${bytes} /dev/zero\n${ending}\n`);
  chmodSync(command, 0o755);
  return { command, told: () => readFileSync(told, 'utf8') };
}

t.test('a text is spoken in its language, and goes in by the standard input alone', async (t) => {
  const { command, told } = pretend(1_000);
  const speak = createVoice(command);
  t.equal((await speak({ text: 'Truyện Kiều', language: 'vi' }))?.length, 1_000);
  t.equal(told(), '--stdin --stdout -v vi -s 150|Truyện Kiều\n');
});

t.test('where nothing can be spoken nothing comes, and nothing fails', async (t) => {
  const dune = { text: 'Dune', language: 'en' } as const;
  t.equal(await createVoice('/no/such/programme')(dune), null, 'no programme');
  t.equal(await createVoice(pretend(44).command)(dune), null, 'a header without a sound');
  t.equal(await createVoice(pretend(100, 'exit 1').command)(dune), null, 'it failed');
  t.equal(await createVoice(pretend(6_000_000).command)(dune), null, 'a sound without an end');
  const busy = createVoice(pretend(100).command);
  const sounds = await Promise.all([1, 2, 3].map(() => busy(dune)));
  t.same(
    sounds.map((sound) => sound?.length ?? null),
    [100, 100, null],
    'two at once, no more',
  );
});

t.test('a page asks for speech over its live line, within bounds', async (t) => {
  const asked: string[] = [];
  const { web, url, dropped } = await bench(t, {
    nowMs: () => 0,
    speak: async ({ text }) => {
      asked.push(text);
      return Buffer.from('sound');
    },
  });
  const socket = page(t, url);
  await until('it is connected', () => web.pages === 1 && socket.connected);
  const sound: unknown = await socket.emitWithAck(SPEAK_MESSAGE, { text: 'Dune', language: 'en' });
  t.equal(String(sound), 'sound');
  for (const wrong of [
    { text: 'x'.repeat(601), language: 'en' },
    { text: '', language: 'en' },
    { text: 'a\nb', language: 'en' },
    { text: 'a', language: 'xx' },
    'Dune',
  ]) {
    socket.emit(SPEAK_MESSAGE, wrong, () => {});
  }
  for (let time = 0; time < 6; time += 1)
    socket.emit(SPEAK_MESSAGE, { text: 'Dune', language: 'en' }, () => {});
  await until('all were looked at', () => dropped.length === 7);
  t.same(dropped, [...Array(5).fill('not-understood'), 'too-many', 'too-many']);
  t.same(asked, Array(5).fill('Dune'));
});
