import { group, intro, select, text as ask } from '@clack/prompts';
import { COMPANY_KINDS, type CompanyKind } from '../../catalogue/closed-lists.ts';
import { KIND_NAMES } from '../../catalogue/kind-names.ts';
import { text, type Language, type Text } from '../../language/text.ts';
import { Stop } from '../desk.ts';
import { hasParent, nameFault, portalFault, type GivenAnswers } from './answers.ts';

type Say = (zh: string, en: string) => string;
type Check = (word: string | undefined) => string | undefined;

/** Asks the five questions on a terminal, with what was given on the command line filled in. Ctrl-C ends with code 130 and writes nothing. */
export async function askAnswers(given: GivenAnswers, language: Language): Promise<GivenAnswers> {
  const t: Say = (zh, en) => (language === 'zh' ? zh : en);
  const checked =
    (faultOf: (word: string) => Text | undefined): Check =>
    (word) =>
      faultOf(word ?? '')?.[language];
  intro(t('新建工作区（随时按 Ctrl-C 取消）', 'A new workspace (Ctrl-C to cancel)'));
  const answers = await group(
    {
      name: () => askName(given, t, checked(nameFault)),
      kind: () => askKind(given, language),
      parent: ({ results }) => askParent(given, results.kind, t),
      portal: () => askPortal(given, t, checked(portalFault)),
      halls: () => askHalls(given, t),
    },
    { onCancel: cancelled },
  );
  return { ...answers, name: String(answers.name), parent: typeof answers.parent === 'string' ? answers.parent : '' };
}

function cancelled(): never {
  throw new Stop('interrupted', text('已取消，没有写任何文件。', 'Cancelled; nothing was written.'));
}

const filledIn = (word: string | undefined): { initialValue?: string } =>
  word === undefined ? {} : { initialValue: word };

const askName = ({ name }: GivenAnswers, t: Say, validate: Check): Promise<string | symbol> =>
  ask({
    message: t('1/5 单位全称', '1/5 Full name of the company'),
    placeholder: '国网山城供电公司',
    ...filledIn(name),
    validate,
  });

const askKind = ({ kind }: GivenAnswers, language: Language): Promise<CompanyKind | symbol> =>
  select<CompanyKind>({
    message: language === 'zh' ? '2/5 单位类型' : '2/5 Kind of company',
    options: COMPANY_KINDS.map((value) => ({ value, label: KIND_NAMES[value][language] })),
    initialValue: COMPANY_KINDS.find((one) => one === kind) ?? 'branch',
  });

/** Only who stands under another company is asked for it. */
function askParent({ parent }: GivenAnswers, kind: unknown, t: Say): Promise<string | symbol> | undefined {
  if (!COMPANY_KINDS.some((one) => one === kind && hasParent(one))) return undefined;
  return ask({
    message: t('3/5 上级公司全称（没有就直接回车）', '3/5 Full name of the parent company (Enter for none)'),
    placeholder: '国网示范省电力公司',
    defaultValue: '',
    ...filledIn(parent),
  });
}

const askPortal = ({ portal }: GivenAnswers, t: Say, validate: Check): Promise<string | symbol> =>
  ask({
    message: t('4/5 门户网站网址（没有就直接回车）', '4/5 Address of the website (Enter for none)'),
    placeholder: 'https://www.example.com/',
    defaultValue: '',
    ...filledIn(portal),
    validate,
  });

const askHalls = ({ halls }: GivenAnswers, t: Say): Promise<string | symbol> =>
  ask({
    message: t(
      '5/5 供电营业厅名称，用顿号分开（没有就直接回车）',
      '5/5 Names of the service halls, separated by commas (Enter for none)',
    ),
    placeholder: '中心营业厅、南岸营业厅',
    defaultValue: '',
    ...filledIn(halls),
  });
