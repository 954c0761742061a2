/** Shorter ones are not hidden: they would black out half of a log and could be guessed from what is left. */
const SHORTEST = 4;

/**
 * The texts as which a secret may turn up: as it is, each of its lines, escaped as in JSON, percent-encoded, and in
 * base64 wherever in a longer text it stands (such as `user:secret` of HTTP's basic authentication).
 */
export function secretForms(secret: string): readonly string[] {
  const whole = secret.trim();
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const forms = [
    secret,
    whole,
    ...lines,
    JSON.stringify(whole).slice(1, -1),
    percentEncoded(whole),
    ...base64Forms(whole),
  ];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Three bytes make four digits, so there are three ways to stand; only the digits that depend on nothing else count. */
function base64Forms(text: string): readonly string[] {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
  const forms = [0, 1, 2].map((before) => {
    const digits = btoa(`${"-".repeat(before)}${bytes}`);
    return digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  return [...forms, ...forms.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"))];
}
