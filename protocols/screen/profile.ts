// Kinds of libraries and what they change: one row a kind. What a patron's screen may hold is the daemon's to keep to,
// how it is drawn the page's.

export const PROFILE_NAMES = ['academic', 'public', 'school', 'special'] as const;

export type Profile = (typeof PROFILE_NAMES)[number];

/** What a kind of library stresses. */
export interface Emphasis {
  /** The time of a loan that is due by the hour. */
  readonly dueTime: 'plain' | 'large';
  /** What the library system says is owed. */
  readonly fees: 'shown' | 'hidden';
  /** How the patron is greeted: with a first name or initials, or without. */
  readonly greeting: 'by-name' | 'nameless';
  /** Items that are ready to be picked up: told to everybody who borrows, or where the account was asked for. */
  readonly holdsReady: 'unasked' | 'on-account';
  /** Simple words, large pictures and fewer choices: there is no such mode, it can be switched on, it is on. */
  readonly children: ChildrenMode;
}

export type ChildrenMode = 'never' | 'offered' | 'on';

/** All kinds. */
export const PROFILES: Readonly<Record<Profile, Emphasis>> = {
  academic: {
    dueTime: 'large',
    fees: 'shown',
    greeting: 'by-name',
    holdsReady: 'on-account',
    children: 'never',
  },
  public: {
    dueTime: 'plain',
    fees: 'shown',
    greeting: 'by-name',
    holdsReady: 'unasked',
    children: 'offered',
  },
  // Money is a matter for parents and the desk, not for a screen that a class looks at.
  school: { dueTime: 'plain', fees: 'hidden', greeting: 'by-name', holdsReady: 'on-account', children: 'on' },
  // Nobody of the staff is near: whoever looks over a shoulder learns no name.
  special: {
    dueTime: 'plain',
    fees: 'shown',
    greeting: 'nameless',
    holdsReady: 'on-account',
    children: 'never',
  },
};
