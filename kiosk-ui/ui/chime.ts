// Three short sounds, made on the spot: no file, no network; and speech that was made elsewhere. A browser without sound stays silent.

import type { Sound } from '../../protocols/screen/page-setup.ts';

interface Note {
  readonly hertz: number;
  readonly startSeconds: number;
  readonly lengthSeconds: number;
}

/** Up for done, twice the same for a look, down and up again for stop: they differ without a colour or a word. */
const NOTES: Readonly<Record<Sound, readonly Note[]>> = {
  success: [
    { hertz: 659, startSeconds: 0, lengthSeconds: 0.12 },
    { hertz: 880, startSeconds: 0.09, lengthSeconds: 0.22 },
  ],
  attention: [
    { hertz: 587, startSeconds: 0, lengthSeconds: 0.18 },
    { hertz: 587, startSeconds: 0.24, lengthSeconds: 0.22 },
  ],
  warning: [
    { hertz: 440, startSeconds: 0, lengthSeconds: 0.24 },
    { hertz: 349, startSeconds: 0.22, lengthSeconds: 0.24 },
    { hertz: 440, startSeconds: 0.44, lengthSeconds: 0.34 },
  ],
};

/** The gain at 100 percent; a foyer is a quiet place. */
const FULL_GAIN = 0.2;

/** Volume in percent where no setting says another. */
export const USUAL_VOLUME = 60;

let context: AudioContext | null = null;

/** Call when the page is touched: browsers wake sound up only then, and the first chime would be lost in waking. */
export function awakenSound(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
}

/** Plays a sound with a volume in percent. Does nothing where the browser does not allow it yet. */
export function play(sound: Sound, volume: number): void {
  if (volume <= 0 || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    void context.resume();
    return;
  }
  for (const note of NOTES[sound]) strike(context, note, (FULL_GAIN * volume) / 100);
}

/** Plays a WAV file and tells its end; returns what stops it. A sound that cannot be played ends at once. */
export function playSpeech(wav: ArrayBuffer, onEnd: () => void): () => void {
  if (typeof AudioContext === 'undefined') {
    onEnd();
    return () => undefined;
  }
  context ??= new AudioContext();
  const audio = context;
  const source = new AudioBufferSourceNode(audio);
  source.addEventListener('ended', onEnd);
  let stopped = false;
  void audio.resume();
  audio.decodeAudioData(wav).then((buffer) => {
    if (stopped) return;
    source.buffer = buffer;
    source.connect(audio.destination);
    source.start();
  }, onEnd);
  return () => {
    stopped = true;
    if (source.buffer !== null) source.stop();
    onEnd();
  };
}

function strike(audio: AudioContext, note: Note, loudness: number): void {
  const start = audio.currentTime + note.startSeconds;
  const end = start + note.lengthSeconds;
  const tone = new OscillatorNode(audio, { type: 'sine', frequency: note.hertz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loudness, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, end);
  tone.connect(gain).connect(audio.destination);
  tone.start(start);
  tone.stop(end);
}
