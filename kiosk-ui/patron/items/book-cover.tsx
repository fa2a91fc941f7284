// The cover of a row: the designed one at once, and over it the real one where the library has a source and it comes.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { COVER_FOLDER } from '../../../protocols/screen/page-setup.ts';
import { Cover } from '../../ui/cover.tsx';
import { pageSetup } from '../page-setup.ts';
import './book-cover.css';

interface BookCoverProps {
  readonly row: number;
  readonly title: string | null;
}

/** Says nothing that the title beside it doesn't. Where no cover comes, the designed one stays. */
export function BookCover({ row, title }: BookCoverProps): JSX.Element {
  const [come, setCome] = useState(false);
  if (!pageSetup.value.covers || title === null) return <Cover title={title} />;
  return (
    <span class="book-cover" aria-hidden="true">
      <Cover title={title} />
      <img
        class="book-cover-image"
        data-come={come}
        src={`${COVER_FOLDER}${row}`}
        alt=""
        decoding="async"
        loading="lazy"
        onLoad={() => setCome(true)}
      />
    </span>
  );
}
