// The frame of one screen: a head that says what happens, a body with what can be touched.

import type { ComponentChildren, JSX } from 'preact';
import type { Screen } from '../../protocols/screen/screen.ts';
import { Notices } from './notices.tsx';

/**
 * How the room is shared out: `hero` gives it to the head, `work` to the body. `scene` is a hero with little to
 * touch, which stays a strip under the head even on a wide screen; `rest` has no body at all.
 */
export type Pose = 'hero' | 'scene' | 'work' | 'rest';

interface StageProps {
  readonly screen: Screen;
  readonly pose: Pose;
  readonly art?: JSX.Element;
  readonly title: string;
  readonly more?: string | undefined;
  /** True where something must not be carried out: the head turns red. */
  readonly alarm?: boolean;
  /** In the head, over the title; read after it. */
  readonly over?: ComponentChildren;
  /** In the head, under the title. */
  readonly under?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** In reach from a wheelchair, or with large text, what can be touched lies as a strip under the head. */
function posed(pose: Pose, { display }: Screen, alarm: boolean): Pose {
  const asStrip = display.reach === 'low' || display.text === 'large';
  return pose === 'hero' && asStrip && !alarm ? 'scene' : pose;
}

/** Draws `<main data-screen>` with the screen's only `h1`. */
export function Stage(props: StageProps): JSX.Element {
  const { screen, art, title, more, alarm = false, over, under, children } = props;
  const pose = posed(props.pose, screen, alarm);
  return (
    <main class="stage" data-screen={screen.name} data-pose={pose} data-alarm={alarm}>
      <div class="head">
        <div class="head-words">
          <h1 tabIndex={-1}>{title}</h1>
          {over}
          {more !== undefined && <p class="head-more">{more}</p>}
          {under}
        </div>
        {art !== undefined && <div class="head-art">{art}</div>}
      </div>
      <div class="body">
        {pose !== 'work' && <Notices screen={screen} short={false} />}
        {children}
      </div>
      {pose === 'work' && <Notices screen={screen} short />}
    </main>
  );
}
