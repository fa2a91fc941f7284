// The patron's loans: when they are due, what can be renewed, what is ready to collect, what is to pay.

import type { JSX } from 'preact';
import type { AccountScreen } from '../../../protocols/screen/screen.ts';
import { CardArt } from '../../ui/art/card-art.tsx';
import { RestArt } from '../../ui/art/counter-scenes.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { type AccountFact, accountFacts } from '../account-facts.ts';
import { Ends } from '../ends.tsx';
import { feeQuestionOf } from '../fee-asked.ts';
import { FeeOrVoice } from '../fee-question.tsx';
import { Scroller } from '../items/scroller.tsx';
import { Progress } from '../progress.tsx';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { send } from '../station-link.ts';
import { Holds } from './holds.tsx';
import { isRenewable, Loan } from './loan.tsx';
import type { ViewProps } from './view.ts';
import './account.css';

/** The account screen. */
export function AccountView({ screen, received }: ViewProps<AccountScreen>): JSX.Element {
  const words = useWords();
  const { loans, holds, state } = screen;
  const loading = state === 'loading';
  const renewable = loans.filter(isRenewable).length;
  const empty = loans.length === 0;
  const asked = feeQuestionOf(screen) !== null;
  const bare = empty && holds.length === 0;
  return (
    <Stage
      screen={screen}
      pose={bare ? 'scene' : 'work'}
      art={loading ? <CardArt /> : <RestArt />}
      title={words.account.title(screen.patron.greeting)}
      under={<Facts screen={screen} />}
    >
      {!bare && (
        <Scroller
          label={words.items.list}
          count={loans.length + holds.length}
          below={<Holds holds={holds} />}
        >
          {empty ? null : loans.map((loan) => <Loan key={loan.row} loan={loan} />)}
        </Scroller>
      )}
      <FeeOrVoice
        screen={screen}
        received={received}
        instruction={renewable > 0 ? words.account.instruction : null}
        icon="renew"
      />
      <Ends
        ends={screen.ends}
        receiptLikely={loans.some((loan) => loan.state === 'renewed')}
        likely={asked ? 'above' : renewable > 0 ? 'first' : 'end'}
        first={
          empty ? null : (
            <Button
              key="renew-all"
              look={asked ? 'plain' : renewable > 0 ? 'primary' : 'quiet'}
              icon="renew"
              label={words.buttons.renewAll}
              waits={renewable === 0}
              onTap={() => send({ kind: 'renewAll' })}
            />
          )
        }
      />
    </Stage>
  );
}

const FACT_ICONS: Readonly<Record<AccountFact['about'], IconName>> = {
  loans: 'borrow',
  overdue: 'clock',
  'holds-ready': 'shelf',
  'holds-waiting': 'clock',
  owed: 'receipt',
};

/** The account in a few words; money and dates are shown because somebody asked for this screen. */
function Facts({ screen }: { readonly screen: AccountScreen }): JSX.Element {
  const words = useWords();
  if (screen.state === 'loading') {
    return (
      <>
        <p class="head-more">{words.account.loading}</p>
        <Progress />
      </>
    );
  }
  return (
    <>
      {screen.loans.length === 0 && (
        <div>
          <p class="ask">{words.account.none.title}</p>
          <p class="head-more">{words.account.none.more}</p>
        </div>
      )}
      <ul class="facts">
        {accountFacts(screen, words).map(({ about, text }) => (
          <li key={about} class="fact" data-marked={about === 'overdue'}>
            <Icon name={FACT_ICONS[about]} />
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}
