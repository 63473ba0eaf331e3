//! Markdown, redaction and escaping: whatever comes in, only known elements come out.

use golive::redact::redact;
use golive::render::html::escape;
use golive::render::markdown::{block, inline, is_allowed, nowhere};
use golive::render::pages::content::{self, BYTES, Content, Form, published};
use proptest::prelude::*;
use scraper::{Html, Selector};

/// What the serializer may make.
const ELEMENTS: [&str; 31] = [
    "html",
    "head",
    "body",
    "p",
    "em",
    "strong",
    "s",
    "a",
    "code",
    "pre",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "span",
];
const ATTRIBUTES: [&str; 11] =
    ["href", "rel", "class", "id", "start", "role", "tabindex", "aria-label", "scope", "value", "title"];

/// Fails where anything but the known elements and attributes, or a link to another scheme, is in the fragment.
pub(crate) fn assert_tame(fragment: &str, source: &str) {
    let tree = Html::parse_fragment(fragment);
    for node in tree.tree.values() {
        let Some(element) = node.as_element() else { continue };
        assert!(ELEMENTS.contains(&element.name()), "<{}> came out of {source}", element.name());
        for (name, value) in element.attrs() {
            assert!(ATTRIBUTES.contains(&name), "{name}= came out of {source}");
            assert!(
                name != "href" || value.starts_with("in-site") || is_allowed(value),
                "{value} came out of {source}"
            );
            assert!(name != "id" || value.starts_with("md-"), "id {value} came out of {source}");
        }
    }
}

#[test]
fn markup_is_kept_and_closed() {
    let html = block(
        "# T\n\na *b* **c** `d` ~~e~~\n\n- [x] f\n- [ ] g\n\n| h | i |\n|---|--:|\n| 1 | 2 |\n",
        2,
        &nowhere,
    );
    let html = html.as_str();
    for part in [
        "<h3 id=\"md-t\">T</h3>",
        "<em>b</em>",
        "<strong>c</strong>",
        "<code>d</code>",
        "<s>e</s>",
        "aria-label=\"ticked\"",
        "<caption>",
        "<th scope=\"col\" class=\"num\">i</th>",
        "<td class=\"num\">2</td>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_tame(html, "the sample");
}

#[test]
fn raw_html_is_text() {
    for (source, shown) in
        [("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"), ("<script>\nx\n</script>", "&lt;script&gt;")]
    {
        assert!(block(source, 0, &nowhere).as_str().contains(shown));
    }
}

#[test]
fn links_pass_an_allow_list() {
    let html = inline("[a](https://x.example/?q=1&r=2)");
    assert_eq!(
        html.as_str(),
        "<a href=\"https://x.example/?q&#61;1&amp;r&#61;2\" rel=\"noopener noreferrer nofollow ugc\">a</a>"
    );
    for bad in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "\\\\evil",
        "file:///etc/passwd",
        "java\tscript:alert(1)",
        "https:evil",
        "#x",
        "blob:x",
        "/etc/passwd",
    ] {
        let html = inline(&format!("[a](<{bad}>)"));
        assert!(!html.as_str().contains("<a"), "{bad}: {}", html.as_str());
        assert!(!is_allowed(bad), "{bad}");
    }
}

#[test]
fn an_image_is_never_loaded() {
    let html = block(
        "![secret plan](https://evil.example/x.png) [![i](https://a.example/i.png)](https://b.example)",
        0,
        &nowhere,
    );
    assert!(!html.as_str().contains("<img") && html.as_str().contains("secret plan"));
    assert_eq!(html.as_str().matches("<a ").count(), html.as_str().matches("</a>").count());
}

#[test]
fn what_nobody_would_see_is_named() {
    let html = inline("safe\u{202e}txt.exe\u{200b}");
    assert!(
        html.as_str().contains("<span class=\"ghost\">U+202E</span>") && html.as_str().contains("U+200B")
    );
    assert_eq!(escape("a\u{202e}\u{1b}[31m"), "a[U+202E][U+001B][31m");
}

#[test]
fn deep_nesting_is_flattened() {
    let deep = block(&"> ".repeat(3_000), 0, &nowhere);
    assert!(deep.as_str().matches("<blockquote>").count() <= 24);
    assert_tame(block(&format!("{}x", "- ".repeat(500)), 0, &nowhere).as_str(), "lists");
}

#[test]
fn headings_with_one_text_have_ids_of_their_own() {
    let html = block("# A\n# A\n# A-1\n# A\n# ä\n# ö\n", 0, &nowhere);
    let tree = Html::parse_fragment(html.as_str());
    let mut ids: Vec<_> = tree
        .select(&Selector::parse("[id]").unwrap())
        .filter_map(|h| h.value().id().map(str::to_owned))
        .collect();
    assert_eq!(ids.len(), 6);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

#[test]
fn a_secret_takes_its_whole_line_with_it() {
    let secrets = [
        ("aws-key", "key AKIAABCDEFGHIJKLMNOP".to_owned()),
        ("github-token", format!("ghp_{}", "a".repeat(36))),
        ("github-token", format!("github_pat_{}", "a".repeat(40))),
        ("shopify-token", format!("shpat_{}", "0".repeat(32))),
        ("slack-token", "xoxb-1234567890-abc".to_owned()),
        ("sk-key", format!("sk-{}", "a1b2c3d4".repeat(3))),
        ("jwt", "eyJhbGciOiJI.eyJzdWIiOiIx.abc".to_owned()),
        ("url-password", "postgres://user:hunter2@db.example/x".to_owned()),
        ("password", "password=correct-horse".to_owned()),
        ("authorization", "Authorization: Bearer abcdef123456".to_owned()),
    ];
    for (rule, line) in secrets {
        let log = format!("first\n{line}\nlast\n");
        let redacted = redact(&log);
        assert_eq!(redacted.text, format!("first\n[line withheld: rule {rule}]\nlast\n"));
        assert_eq!(redacted.hits.len(), 1);
        assert_eq!((redacted.hits[0].line, redacted.hits[0].rule), (2, rule));
    }
}

#[test]
fn a_private_key_is_withheld_to_its_end() {
    let redacted = redact("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----\nb\n");
    assert!(
        !redacted.text.contains("MIIabc") && redacted.text.ends_with("\nb\n") && redacted.hits.len() == 3
    );
}

#[test]
fn clean_lines_are_left_alone() {
    let clean = "[synthetic-check] https://a.example/app?mock=1 status=200 duration=241.02ms budget=300ms\n\
        see https://github.com/o/n/pull/12 and git@github.com:o/n\nsha 0123456789abcdef0123456789abcdef01234567\n\
        Rotate the password: see docs/runbooks/secret_rotation.md\ntoken: pending\n";
    assert_eq!(redact(clean).hits, Vec::new());
}

#[test]
fn a_log_shows_what_a_terminal_would_have_left() {
    let shown = text(b"10 %\r50 %\r100 %\r\n\x1b[31mred\x1b[0m <b>\n", Form::Lines);
    let html = shown.lines_html.as_str();
    assert!(html.contains("</a>100 %</span>"), "{html}");
    assert!(html.contains("</a><span class=\"ansi-red\">red</span> &lt;b&gt;</span>"), "{html}");
    assert!(html.contains("id=\"L2\"") && html.contains("href=\"#L2\""));
}

#[test]
fn colours_of_a_terminal_become_classes_and_go_on_over_lines() {
    let shown = text(b"\x1b[1;38;5;2mok\nstill\x1b[0m \x1b[48;2;1;2;3mground\x1b[4:0m\n", Form::Lines);
    let html = shown.lines_html.as_str();
    assert!(html.contains("<span class=\"ansi-green ansi-bold\">ok</span>"), "{html}");
    assert!(html.contains("<span class=\"ansi-green ansi-bold\">still</span> ground"), "{html}");
}

#[test]
fn a_colour_within_a_secret_does_not_show_it() {
    let log = format!("first\nghp_{}\x1b[31m{}\x1b[0m\nlast\n", "a".repeat(18), "b".repeat(18));
    let shown = text(log.as_bytes(), Form::Lines);
    let html = shown.lines_html.as_str();
    assert!(!html.contains("aaaa") && !html.contains("bbbb") && html.contains("last"), "{html}");
    assert_eq!(shown.notes.len(), 1);
    let copy = String::from_utf8(published(log.as_bytes())).unwrap();
    assert_eq!(copy, "first\n[line withheld]\nlast\n");
    assert_eq!(published(b"a\r\nb"), b"a\r\nb", "what holds no secret is published byte for byte");
}

#[test]
fn json_is_a_tree_that_folds_and_rows_are_a_table() {
    let tree = text(b"{\"<a>\":{\"b\":[1,{\"c\":\"<i>\"}]}}", Form::Json);
    let html = tree.tree_html.as_str();
    assert!(html.contains("<details open><summary><span class=\"key\">&lt;a&gt;</span>"), "{html}");
    assert!(html.contains("&lt;i&gt;") && !html.contains("<i>"), "{html}");
    assert!(tree.lines_html.as_str().contains("id=\"L1\""), "its lines stand below it");
    for flat in [&b"{\"a\":1}"[..], b"[1,2]", b"3", b"{broken"] {
        assert!(text(flat, Form::Json).tree_html.is_empty());
    }
    let secret = format!("{{\"a\":{{\"token\":\"ghp_{}\"}}}}", "a".repeat(36));
    assert!(text(secret.as_bytes(), Form::Json).tree_html.is_empty(), "a shape would show what a line hides");
    let rows = text(b"name,ms\n\"a,<b>\",12\nc,\n", Form::Rows(b',')).table.expect("a table");
    assert_eq!((rows.columns.len(), rows.rows.len()), (2, 2));
    assert_eq!((rows.columns[1].class, rows.rows[0][0].body_html.as_str()), ("num", "a,&lt;b&gt;"));
    assert!(text(b"one column\nx\n", Form::Rows(b',')).table.is_none());
    assert!(text(b"a,b\n1\n", Form::Rows(b',')).table.is_none(), "rows of other lengths are no table");
}

/// A whole file as it is shown.
fn text(bytes: &[u8], form: Form) -> Content {
    content::text(bytes, bytes.len() as u64, form, "x", true)
}

#[test]
fn a_long_log_is_cut_and_says_so() {
    let long = text(&b"x\n".repeat(5_000), Form::Lines);
    assert_eq!(long.lines_html.as_str().matches("id=\"L").count(), 2_000);
    assert!(long.notes[0].contains("2,000 lines"), "{:?}", long.notes);
    let wide = text("é".repeat(BYTES).as_bytes(), Form::Lines);
    assert!(wide.lines_html.as_str().len() < BYTES * 2 && wide.notes.len() == 1, "{:?}", wide.notes);
}

#[test]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn public_payloads_stay_text() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/hostile/xss/payloads.jsonl");
    let Ok(lines) = std::fs::read_to_string(path) else {
        println!("skipped: no public payloads beside this checkout");
        return;
    };
    for line in lines.lines() {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let payload = value["payload"].as_str().unwrap_or_default();
        assert_tame(block(payload, 2, &nowhere).as_str(), payload);
        assert_tame(inline(payload).as_str(), payload);
        assert_tame(&format!("<p title=\"{}\">{}</p>", escape(payload), escape(payload)), payload);
        assert_tame(inline(&format!("[x]({payload}) ![y]({payload})")).as_str(), payload);
    }
}

proptest! {
    #[test]
    fn nothing_but_known_elements_comes_out(source in "[-#>*_`~|<>\\[\\]()!:a-z\"'= \n]{0,80}") {
        assert_tame(block(&source, 0, &nowhere).as_str(), &source);
        assert_tame(inline(&source).as_str(), &source);
    }
}

#[test]
fn json_by_the_line_and_test_cases_are_tables() {
    let lines = b"{\"url\":\"/<a>\",\"ms\":12}\n\n{\"ms\":7,\"error\":{\"kind\":\"x\"},\"ok\":null}\n";
    let rows = text(lines, Form::Objects).table.expect("a table");
    let heads: Vec<_> = rows.columns.iter().map(|head| (head.body_html.as_str(), head.class)).collect();
    assert_eq!(heads, [("url", ""), ("ms", "num"), ("error", ""), ("ok", "num")]);
    let body = |row: usize| rows.rows[row].iter().map(|cell| cell.body_html.as_str()).collect::<Vec<_>>();
    assert_eq!(body(0), ["/&lt;a&gt;", "12", "", ""]);
    assert_eq!(body(1), ["", "7", "{&quot;kind&quot;:&quot;x&quot;}", ""]);
    assert!(text(b"{\"a\":1}\n[2]\n", Form::Objects).table.is_none(), "a line that is no object");
    let junit = br#"<testsuites><testsuite name="desk"><testcase classname="cart" name="adds" time="0.25"/>
        <testsuite name="slow"><testcase name="&lt;pays&gt;" time="1,250.5"><failure message="no answer">at line 3</failure></testcase>
        <testcase name="waits"><skipped message="flaky"/></testcase></testsuite></testsuite></testsuites>"#;
    let cases = text(junit, Form::Xml).table.expect("a table");
    assert_eq!(cases.caption, "Test cases: 1 failed, 1 skipped, 1 passed");
    let body = |row: usize| cases.rows[row].iter().map(|cell| cell.body_html.as_str()).collect::<Vec<_>>();
    assert_eq!(
        body(0),
        [
            "&lt;pays&gt;",
            "desk › slow",
            "<span class=\"badge failed\" title=\"How the test case ended\">Failed</span>",
            "1250.5",
            "no answer",
            "2"
        ]
    );
    assert_eq!(
        body(1),
        [
            "waits",
            "desk › slow",
            "<span class=\"badge quiet\" title=\"How the test case ended\">Skipped</span>",
            "–",
            "flaky",
            "3"
        ]
    );
    assert_eq!(
        body(2),
        [
            "cart adds",
            "desk",
            "<span class=\"badge verified\" title=\"How the test case ended\">Passed</span>",
            "0.25",
            "",
            "1"
        ]
    );
    assert!(text(b"<html><p>no test</p></html>", Form::Xml).table.is_none());
    assert!(
        text(b"<testsuite><testcase name=\"a\"/></suite>", Form::Xml).table.is_none(),
        "broken XML is lines"
    );
}
