/** The district an element is of: the one it names, else its server's first. */
import { type Api, ApiError } from '../api/client.ts';
import { DICTIONARIES } from '../i18n/dictionary.ts';

const NONE_YET = new ApiError(404, {
  code: 'district_none', // what the server says of it is for who types commands
  detail: DICTIONARIES.en.noDistrictElsewhere,
  detail_zh: DICTIONARIES.zh.noDistrictElsewhere,
});

/** @throws ApiError district_none, after which `Questions` asks again */
export async function districtOf(api: Api, named: string | null, signal: AbortSignal): Promise<string> {
  const key = named ?? (await api.districts(signal))[0]?.key;
  if (key === undefined) throw NONE_YET;
  return key;
}
