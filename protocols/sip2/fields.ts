// The variable fields of SIP2, each declared once: its code, its property in messages, what it holds.
// Which message carries which field is in messages/. AY and AZ are no fields but a message's trailer (trailer.ts).

import type { Discretion, Kind, VariableField } from './rows.ts';

const SIP2 = 'SIP2 2.00';
const CHECKIN_EXTENSION = '3M SIP2 extensions of 2005 for sorters';
const ENVISIONWARE =
  'Extension: Envisionware; also Koha, Evergreen and Polaris, not always with the same meaning';
const POLARIS = 'Extension: Polaris, as read by clients; no public description';
const FEE_DETAILS = 'Extension: fee details, FOLIO and Gossip';
const UNKNOWN = 'Extension: seen on the wire, meaning not known';

const row =
  (source: string) =>
  <const N extends string>(
    name: N,
    kind: Kind = 'text',
    discretion: Discretion = 'open',
  ): VariableField & { readonly name: N } => ({ name, kind, discretion, source });

const standard = row(SIP2);
const checkin = row(CHECKIN_EXTENSION);
const envisionware = row(ENVISIONWARE);
const polaris = row(POLARIS);
const feeDetail = row(FEE_DETAILS);
const unknown = row(UNKNOWN);

/** Every variable field by its code. */
export const fields = {
  AA: standard('patronIdentifier', 'text', 'personal'),
  AB: standard('itemIdentifier'),
  AC: standard('terminalPassword', 'text', 'secret'),
  AD: standard('patronPassword', 'text', 'secret'),
  AE: standard('personalName', 'text', 'personal'),
  AF: standard('screenMessage', 'text', 'personal'),
  AG: standard('printLine', 'text', 'personal'),
  /** Free text: a SIP date, another date, `0`, or nothing. */
  AH: standard('dueDate'),
  AJ: standard('titleIdentifier'),
  AL: standard('blockedCardMessage', 'text', 'personal'),
  AM: standard('libraryName'),
  AN: standard('terminalLocation'),
  AO: standard('institutionId'),
  AP: standard('currentLocation'),
  AQ: standard('permanentLocation'),
  AS: standard('holdItems', 'text', 'personal'),
  AT: standard('overdueItems', 'text', 'personal'),
  AU: standard('chargedItems', 'text', 'personal'),
  AV: standard('fineItems', 'text', 'personal'),
  BD: standard('homeAddress', 'text', 'personal'),
  BE: standard('emailAddress', 'text', 'personal'),
  BF: standard('homePhoneNumber', 'text', 'personal'),
  BG: standard('owner'),
  BH: standard('currency', 'code'),
  BI: standard('cancel', 'flag'),
  BK: standard('transactionId'),
  BL: standard('validPatron', 'flag'),
  BM: standard('renewedItems', 'text', 'personal'),
  BN: standard('unrenewedItems', 'text', 'personal'),
  BO: standard('feeAcknowledged', 'flag'),
  BP: standard('startItem', 'digits'),
  BQ: standard('endItem', 'digits'),
  BR: standard('queuePosition', 'digits'),
  BS: standard('pickupLocation'),
  BT: standard('feeType', 'code'),
  BU: standard('recallItems', 'text', 'personal'),
  BV: standard('feeAmount', 'money', 'personal'),
  BW: standard('expirationDate', 'date'),
  BX: standard('supportedMessages'),
  BY: standard('holdType', 'code'),
  BZ: standard('holdItemsLimit', 'digits'),
  CA: standard('overdueItemsLimit', 'digits'),
  CB: standard('chargedItemsLimit', 'digits'),
  CC: standard('feeLimit', 'money'),
  CD: standard('unavailableHoldItems', 'text', 'personal'),
  CF: standard('holdQueueLength', 'digits'),
  CG: standard('feeIdentifier', 'text', 'personal'),
  CH: standard('itemProperties'),
  CI: standard('securityInhibit', 'flag'),
  CJ: standard('recallDate', 'date'),
  CK: standard('mediaType', 'code'),
  CL: standard('sortBin'),
  CM: standard('holdPickupDate', 'date'),
  CN: standard('loginUserId'),
  CO: standard('loginPassword', 'text', 'secret'),
  CP: standard('locationCode'),
  CQ: standard('validPatronPassword', 'flag'),
  CR: checkin('collectionCode'),
  CS: checkin('callNumber'),
  CT: checkin('destinationLocation'),
  CV: checkin('alertType', 'code'),
  CY: checkin('holdPatronId', 'text', 'personal'),
  DA: checkin('holdPatronName', 'text', 'personal'),
  /** Koha: access at this branch. Evergreen: the day on which the card expires, `YYYYMMDD`. */
  PA: envisionware('accessOrExpiry', 'text', 'personal'),
  /** `YYYYMMDD` where it is filled. */
  PB: envisionware('birthDate', 'text', 'personal'),
  PC: envisionware('patronClass', 'text', 'personal'),
  PI: envisionware('internetAccess', 'text', 'personal'),
  BC: polaris('polarisBirthDate', 'text', 'personal'),
  PX: polaris('polarisExpiryDate', 'text', 'personal'),
  PY: polaris('polarisExpired', 'text', 'personal'),
  PZ: polaris('polarisPostalCode', 'text', 'personal'),
  U4: polaris('polarisU4', 'text', 'personal'),
  U5: polaris('polarisU5', 'text', 'personal'),
  /** Evergreen's own number of the patron. */
  XI: envisionware('internalPatronId', 'text', 'personal'),
  // One group of these a fee, each group after its CG; amounts, dates and titles, differently in each system.
  FA: feeDetail('feeDetailFa', 'text', 'personal'),
  FB: feeDetail('feeDetailFb', 'text', 'personal'),
  FC: feeDetail('feeDetailFc', 'text', 'personal'),
  FD: feeDetail('feeDetailFd', 'text', 'personal'),
  FE: feeDetail('feeDetailFe', 'text', 'personal'),
  FF: feeDetail('feeDetailFf', 'text', 'personal'),
  FG: feeDetail('feeDetailFg', 'text', 'personal'),
  FH: feeDetail('feeDetailFh', 'text', 'personal'),
  FI: feeDetail('feeDetailFi', 'text', 'personal'),
  FU: feeDetail('feeDetailFu', 'text', 'personal'),
  FV: feeDetail('feeDetailFv', 'text', 'personal'),
  /** Seen with Wise. */
  GG: unknown('wiseGg', 'text', 'personal'),
  XA: unknown('unknownXa', 'text', 'personal'),
  XB: unknown('unknownXb', 'text', 'personal'),
  XC: unknown('unknownXc', 'text', 'personal'),
} as const satisfies Readonly<Record<string, VariableField>>;

/** The code of a declared variable field. */
export type FieldCode = keyof typeof fields;
