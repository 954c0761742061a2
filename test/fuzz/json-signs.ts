/** What JSON is written with, for targets that read it. */
export const JSON_SIGNS = ['"', "{", "}", "[", "]", ",", ":"] as const;
