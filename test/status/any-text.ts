import fc from "fast-check";

/** Any text, lone surrogates and control characters included; `fc.string` of that kind takes seconds to begin. */
export const anyText = fc
  .array(fc.oneof(fc.integer({ max: 0xffff, min: 0 }), fc.integer({ max: 0xa0, min: 0 })), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));
