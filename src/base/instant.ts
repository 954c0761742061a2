/** Milliseconds since 1970-01-01T00:00:00Z; text only in files. */
export type Instant = number;

const MS_PER_DAY = 86_400_000;

/** The instant as ISO 8601 in UTC with milliseconds, e.g. `2026-11-22T10:00:00.120Z`. Computed, because the pure rooms have no Date. */
export function instantToText(at: Instant): string {
  const day = Math.floor(at / MS_PER_DAY);
  const inDay = at - day * MS_PER_DAY;
  const { year, month, dayOfMonth } = civilDate(day);
  const two = (n: number) => String(n).padStart(2, "0");
  const time = `${two(Math.floor(inDay / 3_600_000))}:${two(Math.floor(inDay / 60_000) % 60)}:${two(Math.floor(inDay / 1_000) % 60)}`;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}T${time}.${String(Math.floor(inDay) % 1_000).padStart(3, "0")}Z`;
}

/** Days since 1970-01-01 as a Gregorian date (the days-from-civil algorithm, read backwards). */
function civilDate(daysSince1970: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = daysSince1970 + 719_468; // days since 0000-03-01
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

const INSTANT_TEXT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/;

/** Reads what `instantToText` wrote; undefined for every other text. */
export function instantFromText(text: string): Instant | undefined {
  const parts = INSTANT_TEXT.exec(text)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, dayOfMonth = 0, hours = 0, minutes = 0, seconds = 0, ms = 0] = parts;
  const at =
    daysSince1970(year, month, dayOfMonth) * MS_PER_DAY + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000 + ms;
  return instantToText(at) === text ? at : undefined; // no 30th of February, no 25th hour
}

/** The days-from-civil algorithm. */
function daysSince1970(year: number, month: number, dayOfMonth: number): number {
  const yearFromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(yearFromMarch / 400);
  const yearOfEra = yearFromMarch - era * 400;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
