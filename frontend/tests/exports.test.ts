import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, xml } from "../src/exports";
import { literal } from "../src/turtle";

test("a spreadsheet runs nothing", () => {
  assert.equal(csv([["=1+1", "+x", "-x", "@x", "\tx", "a,b", 'say "x"', "two\nlines", -3]]), '\'=1+1,\'+x,\'-x,\'@x,\'\tx,"a,b","say ""x""","two\nlines",-3\n');
});

test("XML holds what it can, and nothing ends an attribute", () => {
  assert.equal(xml('<a b="c">&\x00\ud800\ufffe'), "&#60;a b=&#34;c&#34;&#62;&#38;\ufffd\ufffd\ufffd");
});

test("a literal of Turtle stays on one line and within its quotes", () => {
  assert.equal(literal('a"b\\c\nd\te\x1f\x00'), '"a\\"b\\\\c\\nd\\te\\u001F\ufffd"');
});
