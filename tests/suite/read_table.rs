//! Claims about Markdown tables as data: cells, columns, lines.

use golive::read::value::markdown::{Block, Row, Table, outline, tables};
use proptest::prelude::*;

fn only(body: &str) -> Table {
    let blocks = outline(body, 0).0;
    let found = tables(&blocks).cloned().collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{body}");
    found.into_iter().next().unwrap()
}

fn row(line: u32, cells: &[&str]) -> Row {
    Row { cells: cells.iter().map(|cell| (*cell).to_owned()).collect(), line }
}

#[test]
fn a_table_keeps_the_markdown_of_its_cells_and_the_line_of_each_row() {
    let table =
        only("# Env\n\n| Name | Production |\n|---|:---:|\n| `A_KEY` | **set** |\n|B|[link](x.md)|\n");
    assert_eq!(table.head, row(3, &["Name", "Production"]));
    assert_eq!(table.rows, [row(5, &["`A_KEY`", "**set**"]), row(6, &["B", "[link](x.md)"])]);
}

#[test]
fn a_cell_that_is_left_out_is_empty_and_one_too_many_is_left_out() {
    let table = only("a | b\n--|--\n1\n1 | 2 | 3\n| | 2 |\n");
    let all = [row(3, &["1", ""]), row(4, &["1", "2"]), row(5, &["", "2"])];
    assert_eq!(table.rows, all);
}

#[test]
fn a_bar_inside_a_cell_stays_in_it() {
    let table = only("| a | b |\n|---|---|\n| x \\| y | `p\\|q` |\n| \\| | z\\| |\n");
    assert_eq!(table.rows, [row(3, &["x | y", "`p|q`"]), row(4, &["|", "z|"])]);
}

#[test]
fn a_table_inside_an_entry_is_found_and_is_no_part_of_its_words() {
    let blocks = outline("- [ ] Matrix complete\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n", 4).0;
    let Block::Bullet(bullet) = &blocks[0] else { panic!("{blocks:?}") };
    assert_eq!(bullet.text, "[ ] Matrix complete");
    let table = tables(&blocks).next().unwrap();
    assert_eq!((table.head.line, &table.rows), (7, &vec![row(9, &["1", "2"])]));
}

#[test]
fn a_row_of_many_columns_over_many_rows_costs_no_square() {
    let body = format!("{}\n{}\n{}", "|a".repeat(3000), "|-".repeat(3000), "|x|\n".repeat(3000));
    let blocks = outline(&body, 0).0;
    let cells: usize = tables(&blocks).flat_map(|table| &table.rows).map(|row| row.cells.len()).sum();
    assert!(cells < 1 << 20, "{cells}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_are_rectangles_inside_their_document(parts in prop::collection::vec(prop::sample::select(vec![
        "|", "|", "\n", "\n", "---", ":-:", " ", "a", "é", "✅", "[x]", "`", "\\|", "- ", "> ", "    ", "# ", "\r\n", "~~", "n/a: b",
    ]), 0..80), before in 0u32..9) {
        let body = parts.concat();
        let last = u32::try_from(body.split('\n').count()).unwrap() + before;
        for table in tables(&outline(&body, before).0) {
            let columns = table.head.cells.len();
            for row in std::iter::once(&table.head).chain(&table.rows) {
                prop_assert!(row.line > before && row.line <= last);
                prop_assert_eq!(row.cells.len(), columns);
                prop_assert!(row.cells.iter().all(|cell| cell.trim() == cell && !cell.contains('\n')));
            }
        }
    }
}
