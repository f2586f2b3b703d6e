import type { Catalogue, Element } from '../../catalogue/rule.ts';

const withCheck = (name: string, { items }: Catalogue): readonly Element[] =>
  items.flatMap(({ elements }) => elements).filter(({ check }) => Object.hasOwn(check, name));

/** Ids of the elements that a check judges, in the order of the catalogue. */
export const usersOf = (name: string, catalogue: Catalogue): readonly string[] =>
  withCheck(name, catalogue).map(({ id }) => id);

/** How the catalogue itself writes it, at its shortest; undefined where no element uses it. */
export async function exampleOf(
  name: string,
  catalogue: Catalogue,
): Promise<{ readonly element: string; readonly yaml: string } | undefined> {
  const { Document, isScalar, visit } = await import('yaml');
  const written = withCheck(name, catalogue).map(({ id, check }) => {
    const document = new Document({ check });
    visit(document, {
      Seq: (_key, list) => {
        // Lists of words stand on one line, as the catalogue writes them.
        list.flow = list.items.every(isScalar);
      },
    });
    return { element: id, yaml: document.toString({ lineWidth: 0, flowCollectionPadding: false }) };
  });
  return written.sort((a, b) => a.yaml.length - b.yaml.length)[0];
}
