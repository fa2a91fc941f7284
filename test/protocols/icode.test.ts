// What NXP's chips can do beyond ISO 15693, the EAS bit and its password, as bytes on the air; and what it means for
// a gate.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { Uid } from '../../protocols/devices/pad.ts';
import {
  decodeIcode,
  decodeIcodeAnswer,
  encodeIcode,
  encodeIcodeAnswer,
  encodeIcodeRefusal,
  hasEas,
  type IcodeRequest,
  maskPassword,
} from '../../protocols/tags/icode.ts';
import { AFI_ON_LOAN, AFI_SECURED, securityOf } from '../../protocols/tags/security.ts';
import { recordOf } from './feig-samples.ts';
import { fromHex, toHex } from './rfid-vectors.ts';

const SLIX = 'E004010012345678';
const ON_THE_AIR = '7856341200 0104e0'.replace(' ', '');

const uid: fc.Arbitrary<Uid> = fc
  .uint8Array({ minLength: 8, maxLength: 8 })
  .map((bytes) => toHex(bytes).toUpperCase());
const password = fc.uint8Array({ minLength: 4, maxLength: 4 });
const request: fc.Arbitrary<IcodeRequest> = fc.oneof(
  recordOf({
    kind: fc.constantFrom(
      ...(['setEas', 'resetEas', 'easAlarm', 'protectEas', 'protectAfi', 'randomNumber'] as const),
    ),
    uid,
  }),
  recordOf({ kind: fc.constant('setPassword'), uid, masked: password }),
  recordOf({ kind: fc.constant('writePassword'), uid, password }),
);

t.test('requests are those of the data sheet, the UID last byte first', async (t) => {
  const secret = fromHex('11223344');
  const known: readonly (readonly [string, IcodeRequest])[] = [
    [`22a204${ON_THE_AIR}`, { kind: 'setEas', uid: SLIX }],
    [`22a304${ON_THE_AIR}`, { kind: 'resetEas', uid: SLIX }],
    [`22a504${ON_THE_AIR}`, { kind: 'easAlarm', uid: SLIX }],
    [`22a604${ON_THE_AIR}`, { kind: 'protectEas', uid: SLIX }],
    [`62a604${ON_THE_AIR}`, { kind: 'protectAfi', uid: SLIX }],
    [`22b204${ON_THE_AIR}`, { kind: 'randomNumber', uid: SLIX }],
    [`22b304${ON_THE_AIR}1011223344`, { kind: 'setPassword', uid: SLIX, masked: secret }],
    [`22b404${ON_THE_AIR}1011223344`, { kind: 'writePassword', uid: SLIX, password: secret }],
  ];
  for (const [bytes, meaning] of known) t.equal(toHex(encodeIcode(meaning).bytes), bytes, meaning.kind);
});

t.test('every request is read as it was written, and any bytes are one or none', async () => {
  fc.assert(
    fc.property(request, (meaning) => {
      assert.deepEqual(decodeIcode(encodeIcode(meaning).bytes), meaning);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      const read = decodeIcode(bytes);
      if (read !== null) assert.equal(toHex(encodeIcode(read).bytes), toHex(bytes));
    }),
  );
});

t.test('every answer is read as it was given, and any bytes give a meaning', async (t) => {
  fc.assert(
    fc.property(request, fc.integer({ min: 0, max: 0xffff }), (meaning, random) => {
      const bytes = encodeIcodeAnswer(meaning.kind, random);
      assert.equal(bytes.length, encodeIcode(meaning).answerBytes);
      assert.deepEqual(decodeIcodeAnswer(meaning.kind, bytes), {
        kind: 'done',
        random: meaning.kind === 'randomNumber' ? random : null,
      });
    }),
  );
  fc.assert(
    fc.property(request, fc.integer({ min: 0, max: 255 }), ({ kind }, code) => {
      assert.deepEqual(decodeIcodeAnswer(kind, encodeIcodeRefusal(code)), { kind: 'refused', code });
    }),
  );
  t.same(decodeIcodeAnswer('randomNumber', fromHex('003412')), { kind: 'done', random: 0x1234 });
  t.same(decodeIcodeAnswer('setEas', fromHex('')), { kind: 'not-understood' });
  t.same(decodeIcodeAnswer('setEas', fromHex('0000')), { kind: 'not-understood' });
});

t.test(
  'a password is masked with the random number twice over, and masking it again gives it back',
  async (t) => {
    t.equal(toHex(maskPassword(fromHex('0f0f0f0f'), 0x1234)), '3b1d3b1d');
    fc.assert(
      fc.property(password, fc.integer({ min: 0, max: 0xffff }), (plain, random) => {
        assert.deepEqual(maskPassword(maskPassword(plain, random), random), plain);
      }),
    );
  },
);

t.test("only NXP's chips have an EAS bit", async (t) => {
  t.same(['E004010012345678', 'E00780ABCDEF0123', 'E002230018892B09', ''].map(hasEas), [
    true,
    false,
    false,
    false,
  ]);
});

t.test('where the gate looks at both AFI and EAS, a tag on which they differ is neither', async (t) => {
  const library = { afi: { secured: AFI_SECURED, onLoan: AFI_ON_LOAN }, password: null };
  const secured = { afi: AFI_SECURED, eas: true };
  const released = { afi: AFI_ON_LOAN, eas: false };
  const torn = { afi: AFI_ON_LOAN, eas: true };
  const noEas = { afi: AFI_SECURED, eas: null };
  const told = [secured, released, torn, { ...torn, afi: 0 }, noEas];
  const expected = {
    afi: ['secured', 'released', 'released', 'other', 'secured'],
    none: ['secured', 'released', 'released', 'other', 'secured'],
    eas: ['secured', 'released', 'secured', 'secured', 'other'],
    both: ['secured', 'released', 'other', 'other', 'other'],
  };
  for (const gate of ['afi', 'none', 'eas', 'both'] as const) {
    t.same(
      told.map((read) => securityOf(read, { ...library, gate })),
      expected[gate],
      gate,
    );
  }
});
