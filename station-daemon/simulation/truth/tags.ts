// What the tags of an item truly hold, whatever anybody believes.

import { AFI_ON_LOAN, AFI_SECURED } from '../../../protocols/tags/security.ts';
import type { WorldItem, WorldTag } from '../../simulator/world/world.ts';

/** The gate lets it pass. */
export const isReleased = ({ afi }: WorldTag): boolean => afi === AFI_ON_LOAN;
/** The gate stops it. */
export const isSecured = ({ afi }: WorldTag): boolean => afi === AFI_SECURED;

/** It holds neither: a write broke off in its middle. */
export const isHalf = (tag: WorldTag): boolean => !isReleased(tag) && !isSecured(tag);

/** Would the gate let the item pass with some part of it that it should stop? */
export const anyReleased = ({ tags }: WorldItem): boolean => tags.some((tag) => !isSecured(tag));
/** The gate lets all of it pass. */
export const allReleased = ({ tags }: WorldItem): boolean => tags.every(isReleased);
/** The gate stops every part of it. */
export const allSecured = ({ tags }: WorldItem): boolean => tags.every(isSecured);
