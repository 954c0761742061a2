import { type Instant, instantToText } from "../base/instant.ts";

type Optional<Fields> = { [Key in keyof Fields]: undefined extends Fields[Key] ? Key : never }[keyof Fields];

type Present<Fields> = Omit<Fields, Optional<Fields>> & {
  [Key in Optional<Fields>]?: Exclude<Fields[Key], undefined>;
};

/** The same object without the keys that are undefined: data exists only where it applies. */
export function present<const Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
}

/** An instant as files show it, where there is one. */
export function instantText(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : instantToText(at);
}
