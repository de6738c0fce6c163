/** Texts in many scripts, with raw HTML as people and programs write it: browsers show all of it, and XHTML allows little of it. */
export const HOSTILE_TEXTS: string[] = [
  "Plain text[^a] and [a link to two](/posts/p2#section-heading) and [its response](/comments/3) and [gone](/posts/none).\n\n[^a]: A note with `code` and [link](https://example.org/a b?x=[1]|2#a#b).\n\n## Heading\n\n- [x] done\n- [ ] to do\n\n> quote\n>\n> > nested\n> >\n> > > deeper\n",
  "مرحبا بالعالم، هذا نص عربي.\n\n## عنوان\n\nA left paragraph.\n\n1. واحد\n2. اثنان\n",
  "日本語の文章です。**強調**。<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字</ruby>\n\n見出し\n===\n",
  '| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n| `x` | [l](https://e.org) | ![p](https://e.org/p.png) |\n\n```js\nconst a = "<b>" && 1; // comment\n```\n',
  '<details open><summary>Sum <b>b</b></summary>\n\nInner\n\n</details>\n\n<p align=center id="x y">p</p><a id="übung">t</a> [to](#übung) <time datetime="yesterday">y</time> <ins cite="/x" datetime="nope">i</ins> <q cite="https://e.org/a b">q</q>',
  '<dl><dt>t<dd>d<p>x</dl>\n<ul>loose<li>a</ul>\n<table><caption>c</caption><tr><td colspan=0>x<th scope=row>y</table>\n<figure>x<figcaption>c</figcaption>y</figure>\n<h2>a<h3>b</h3></h2>\n<span lang="xx-nonsense-toolongsubtag">s</span> <bdo>b</bdo> <bdo dir=rtl>r</bdo>',
  '<ol start=-3 reversed><li value=7>a<li>b</ol><abbr title="">A</abbr> <img src="https://e.org/x.png" alt=""> <dfn title=\'t\'>d</dfn> <mark>m</mark><wbr><br><hr>\n\n<p>a<table><tr><td>x</table>',
  "<ruby>a<rt>b</ruby> <ruby><rt>only</rt></ruby> <rt>lone</rt> <dt>lone dt</dt> <dd>lone</dd> <li>lone li</li> <td>lone td</td> <summary>lone</summary> <figcaption>lone</figcaption><caption>l</caption>",
  "<dl></dl><ul></ul><ol></ol><table></table><tbody></tbody><tr></tr><details></details><figure></figure><blockquote></blockquote><dl><div><dt>a</div></dl><dl>text</dl><dl><dd>only dd</dd></dl><dl><dt>only dt</dt></dl>",
  '<h1>One</h1><h6>six</h6><p><em><p>x</p></em><a href=\'https://e.org\'><h2>in link</h2></a><a href="javascript:alert(1)">js</a><a href="mailto:a@b.c?subject=a b">m</a><a href="HTTP://EXAMPLE.org/%zz{}">z</a><a href=\'https://e.org/"<>\'>q</a> <a name=old>old</a> [old](#old) <a href="https://user:pw@e.org:99/">u</a> <a href="https://[::1]/x">v6</a> <a href="https://bücher.example/ü">idn</a>',
  "text \u0000 \u0008 \ufffe \u{1F600} ]]> --> <!-- c --> &nbsp; &amp; &copy; &#x1; &lt;script&gt;<script>x</script>",
  "<table><thead><tr><th>a</table><table><tfoot><tr><td>f</tfoot><tbody><tr><td>b</table><table><tr></tr></table><table>text<tr><td>x</td></tr></table><table><tr><td><table><tr><td>in</table></table>",
  "<blockquote cite='ftp://x'>c</blockquote><pre><p>in pre</p></pre><pre><code class=language-c++>x</code></pre><code><b>bold</b></code><p><ul><li>in p</ul></p><small><div>d</div></small><sub><sup>x</sup></sub>",
  '[link **bold [nested](x)**](https://e.org) ![alt "q" <b>](https://e.org/i.jpg "title") <https://e.org/?a=1&b=2> www.example.com a@b.org',
  "[^1] [^1] [^two]\n\n[^1]: First\n\n    second paragraph\n\n    > quote in note[^two]\n\n[^two]: Two with ![pic](https://e.org/x.png)\n",
  "<section><section>x</section></section><div><dd>x</dd></div><p id=a>1</p><p id=a>2</p><span id='1abc'>n</span> [n](#1abc) <span id=\"a:b.c\">c</span> [c](#a:b.c)",
];
