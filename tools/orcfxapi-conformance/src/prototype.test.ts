import { describe, expect, it } from 'vitest';
import { signatureOf } from './prototype.ts';

describe('a C prototype', () => {
  it.each([
    ['double OrcinaInfinity(void)', 'f64', []],
    ['double __stdcall OrcinaInfinity()', 'f64', []],
    ['int32_t C_A(uint16_t *text, const char16_t *name)', 'i32', ['text', 'text']],
    ['void C_A(void **out, _Out_ void *in, intptr_t data)', 'void', ['handle*', 'handle', 'i64']],
    ['void C_A(_Inout_ TSpec *a, const TSpec *b, TSpec **c)', 'void', ['TSpec*', 'TSpec*', 'TSpec**']],
    ['void C_A(const uint8_t *bytes, int64_t length, TSomeProcW *call)', 'void', ['u8*', 'i64', 'callback']],
  ])('is parsed into kinds: %s', (prototype, returns, kinds) => {
    expect(signatureOf(prototype)).toEqual({ returns, arguments: kinds });
  });

  it('with an unknown type is refused', () => {
    expect(() => signatureOf('void C_A(wchar_t *name)')).toThrow("'wchar_t *' is an unknown C type");
    expect(() => signatureOf('C_A')).toThrow('is not a C prototype');
  });
});
