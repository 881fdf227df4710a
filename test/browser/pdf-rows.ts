/** What a tagged PDF says of its pages and of the rows of its tables: objects of its structure are plain text. */

interface Tagged {
  kind: string;
  page: string | null;
  kids: string[];
}

export interface PdfRows {
  pages: number;
  /** Of each table row, on how many pages something of it stands. */
  spread: number[];
}

export function pdfRows(pdf: Buffer): PdfRows {
  const text = pdf.toString('latin1');
  const elements = new Map<string, Tagged>();
  for (const [, id, body] of text.matchAll(/(\d+) 0 obj\s*<<(\/Type \/StructElem[\s\S]*?)>>\s*endobj/g))
    elements.set(id, {
      kind: body.match(/\/S \/(\w+)/)?.[1] ?? '',
      page: body.match(/\/Pg (\d+) 0 R/)?.[1] ?? null,
      kids: [...(body.match(/\/K (\[[^\]]*\]|\d+ 0 R)/)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, kid]) => kid),
    });
  const pagesOf = (id: string): string[] => {
    const found = elements.get(id);
    return found ? [...(found.page ? [found.page] : []), ...found.kids.flatMap(pagesOf)] : [];
  };
  const rows = [...elements].filter(([, { kind }]) => kind === 'TR').map(([id]) => new Set(pagesOf(id)).size);
  return { pages: text.match(/\/Type\s*\/Page\b/g)?.length ?? 0, spread: rows };
}
