// Tags of ISO 28560-2 in the station's words. Their objects are in ../iso28560-2/.

import { changeTo, type EditFault, editedChain, readItemChain } from '../iso28560-2/edit.ts';
import { ELEMENTS, elementIn } from '../iso28560-2/elements.ts';
import { type UsageWords, usageByte, wordsOfUsage } from '../iso28560-2/usage-byte.ts';
import { type Model, notRepresentable, type TagField, type TagMemory, type TagText } from '../tag-memory.ts';
import { isAllowed, OFFLINE_ALLOWED, OFFLINE_FORBIDDEN } from '../usage.ts';

/** Writing keeps every object that the words do not name. Of a patron card the owner stays as it stands. */
export const ISO28560_2: Model = {
  read: (memory) => {
    const chain = readItemChain(memory);
    const identifier = elementIn(chain?.objects ?? [], ELEMENTS.primaryItemIdentifier);
    if (chain === null || identifier === null) return null;
    const { parts, part } = elementIn(chain.objects, ELEMENTS.setInformation) ?? { parts: 0, part: 0 };
    const owner = elementIn(chain.objects, ELEMENTS.ownerInstitution) ?? '';
    return { identifier, parts, part, ...usageIn(chain), owner };
  },
  write: (text, tag) => {
    const usage = changeOfUsage(text, tag);
    if (usage === null) return notRepresentable(isAllowed(text.offline) ? 'group' : 'offline');
    const edited = editedChain(tag, [
      changeTo(ELEMENTS.primaryItemIdentifier, text.identifier),
      ...(text.owner === null
        ? []
        : [changeTo(ELEMENTS.ownerInstitution, text.owner === '' ? null : text.owner)]),
      ...changeOfParts(text, tag),
      ...usage,
    ]);
    return edited.ok ? edited : { ok: false, fault: inTagWords(edited.fault) };
  },
};

type Objects = NonNullable<ReturnType<typeof readItemChain>>;

/** What was not read of a tag may forbid something: where the type of usage is among it, nothing is done offline. */
function usageIn({ objects, ending }: Objects): UsageWords {
  const byte = elementIn(objects, ELEMENTS.typeOfUsage);
  if (byte !== null) return wordsOfUsage(byte);
  const told = elementIn(objects, ELEMENTS.contentParameter);
  const { oid } = ELEMENTS.typeOfUsage;
  const isRead = ending === 'closed' || objects.some((object) => object.oid === oid);
  const isElsewhere = !isRead && (told === null || told.includes(oid));
  return { usage: 'not-told', offline: isElsewhere ? OFFLINE_FORBIDDEN : OFFLINE_ALLOWED, group: null };
}

function standingOn<Value>(tag: TagMemory, element: Parameters<typeof elementIn<Value>>[1]): Value | null {
  return elementIn(readItemChain(tag.bytes)?.objects ?? [], element);
}

function changeOfUsage(text: TagText, tag: TagMemory) {
  const standing = standingOn(tag, ELEMENTS.typeOfUsage);
  const byte = usageByte(text, standing);
  if (byte === null) return null;
  const saysNothing = text.usage === 'not-told' && standing === null;
  return saysNothing ? [] : [changeTo(ELEMENTS.typeOfUsage, byte)];
}

/** An item of one part needs no set information; where a tag says so nevertheless, that stays. */
function changeOfParts({ parts, part }: TagText, tag: TagMemory) {
  if (parts > 1) return [changeTo(ELEMENTS.setInformation, { parts, part })];
  return standingOn(tag, ELEMENTS.setInformation)?.parts === 1
    ? []
    : [changeTo(ELEMENTS.setInformation, null)];
}

const FIELDS: readonly { readonly oid: number; readonly field: TagField }[] = [
  { oid: ELEMENTS.ownerInstitution.oid, field: 'owner' },
  { oid: ELEMENTS.setInformation.oid, field: 'parts' },
  { oid: ELEMENTS.typeOfUsage.oid, field: 'usage' },
];

function inTagWords(fault: EditFault) {
  if (fault.kind === 'does-not-fit' || fault.kind === 'unread') return fault;
  const { oid, ...rest } = fault;
  return { ...rest, field: FIELDS.find((row) => row.oid === oid)?.field ?? ('item' as const) };
}
