/** Whether a file has the columns that a profile names. */
import { DomainError } from '../errors.ts';
import type { Source } from './formats.ts';
import type { FileRequest } from './request.ts';

/** @throws DomainError profile_columns, naming all that are missing */
export function refuseUnlike(
  profile: string,
  { columns }: Pick<Source, 'columns'>,
  { mapping = {}, where = [], unpivot = {} }: Pick<FileRequest, 'mapping' | 'where' | 'unpivot'>,
): void {
  const wanted = [
    ...Object.values(mapping),
    ...where.map(({ column }) => column),
    ...Object.values(unpivot)
      .flat()
      .filter((pattern) => !pattern.includes('{n}')),
  ];
  const missing = [...new Set(wanted)].filter((column) => column !== '' && !columns.includes(column));
  if (missing.length === 0) return;
  throw new DomainError(
    'profile_columns',
    `the file is not of the kind that profile "${profile}" reads: it has no ${missing.join(', ')}; it has ${columns.join(', ')}`,
    `文件与方案“${profile}”不符：缺少列 ${missing.join('、')}；现有列：${columns.join('、')}`,
  );
}
