// Three short sounds, made on the spot: no file, no network. A browser without sound stays silent.

/** What a sound means: something is done, something needs a look, stop. */
export type Chime = 'done' | 'look' | 'stop';

interface Note {
  readonly hertz: number;
  readonly startSeconds: number;
  readonly lengthSeconds: number;
}

const NOTES: Readonly<Record<Chime, readonly Note[]>> = {
  done: [
    { hertz: 659, startSeconds: 0, lengthSeconds: 0.12 },
    { hertz: 880, startSeconds: 0.09, lengthSeconds: 0.22 },
  ],
  look: [
    { hertz: 587, startSeconds: 0, lengthSeconds: 0.18 },
    { hertz: 587, startSeconds: 0.24, lengthSeconds: 0.22 },
  ],
  stop: [
    { hertz: 440, startSeconds: 0, lengthSeconds: 0.24 },
    { hertz: 349, startSeconds: 0.22, lengthSeconds: 0.24 },
    { hertz: 440, startSeconds: 0.44, lengthSeconds: 0.34 },
  ],
};

/** 0..1; a foyer is a quiet place. */
const LOUDNESS = 0.12;

let context: AudioContext | null = null;

/** Call when the page is touched: browsers wake sound up only then, and the first chime would be lost in waking. */
export function awakenSound(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
}

/** Plays a sound. Does nothing where the browser does not allow it yet. */
export function play(chime: Chime): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    void context.resume();
    return;
  }
  for (const note of NOTES[chime]) strike(context, note);
}

function strike(audio: AudioContext, note: Note): void {
  const start = audio.currentTime + note.startSeconds;
  const end = start + note.lengthSeconds;
  const tone = new OscillatorNode(audio, { type: 'sine', frequency: note.hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, end);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(end);
}
