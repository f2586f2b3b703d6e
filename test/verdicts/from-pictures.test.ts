import { describe, expect, it } from 'vitest';
import { revised, type Recognised } from '../../src/documents/document.ts';
import { fromPictures } from '../../src/verdicts/from-pictures.ts';
import { loadLaw } from '../support/law.ts';
import { corpusOf } from '../support/corpus.ts';
import { judged, QUOTE, seen, SOME_PAGE } from './bench.ts';

const READ = '文字由图片识别，请对照原图（□ 为看不清的字）';

/** What is remarked of an address that stands in a file with pictures. */
async function remarks(recognised: Recognised): Promise<string[]> {
  const { catalogue } = await loadLaw('chongqing');
  const corpus = corpusOf(SOME_PAGE, catalogue, {});
  const documents = corpus.documents.map((one) => revised(one, { recognised }));
  const verdicts = await judged({ element: '1.2', stands: [{ findings: [seen({ quotes: [QUOTE] })] }] });
  const [told] = fromPictures([...verdicts.values()].slice(0, 1), [{ ...corpus, documents }]);
  return (told?.remarks ?? []).map(({ zh }) => zh);
}

describe('that words were read from a picture is said', () => {
  it('of a picture and of a scan, all of whose words were', async () => {
    expect(await remarks({ unclear: [] })).toContain(READ);
  });

  it('of what stands in a picture of an Office file', async () => {
    expect(await remarks({ unclear: [], lines: ['联系我们', '办公地址：山城市城南路88号'] })).toContain(READ);
    expect(await remarks({ unclear: [], lines: ['山城市城南路88号'] })).toContain(READ);
  });

  it('and not of what was typed beside it', async () => {
    expect(await remarks({ unclear: [], lines: ['营业执照', ''] })).not.toContain(READ);
  });
});
