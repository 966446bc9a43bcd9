//! The template of an own case: it loads, its guide knows every column, and the examples say what they should.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

#[path = "../examples/verdict.rs"]
#[allow(dead_code, reason = "the test calls what `main` calls")]
mod verdict;

#[path = "../examples/simulate.rs"]
#[allow(dead_code, reason = "the test calls what `main` calls")]
mod simulate;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fragmented_allies::Files;
use fragmented_allies::dossier::Folder;

fn template() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/own_case")
}

#[test]
fn the_template_gives_the_verdict_that_its_guide_tells_of() {
    let report = verdict::report(&Folder(template())).expect("the template");
    let (before, after) = report.split_once("\n2005-2008: ").expect("a second period");
    for line in [
        "Norvenia and Talmaria, 2001 to 2008\n",
        "\n2001-2004: Border watch\n",
        "D4 what decides     0.53 (0.33-0.67)  0.40 (0.33-0.53)  0.53 (0.33-0.67)  open\n",
        "  first coding:   cell 0001, leans hybrid\n",
        "    Smallest change: coup_proofing from 0.40 to below 0.30: external_threat\n",
        "  second coding:  cell 0000, leans external_threat\n",
        "  hull of both:   cell 0001, leans hybrid\n",
        "  Both support: hybrid or external_threat\n",
    ] {
        assert!(before.contains(line), "no `{line}` in\n{before}");
    }
    for line in [
        "D1 threat and goal  0.79 (0.65-0.93)  0.74 (0.60-0.93)  0.79 (0.60-0.98)  internal\n",
        "  first coding:   cell 1111, clearly internal_threat\n",
        "    These answers are clearly those of an internal threat alliance: membership 0.73, ",
        "  Both support: clearly internal_threat\n",
    ] {
        assert!(after.contains(line), "no `{line}` in\n{after}");
    }
}

#[test]
fn the_template_of_answers_shows_every_kind_and_what_follows() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/profile.json");
    let report = verdict::answers(&std::fs::read_to_string(file).unwrap()).expect("the template");
    for line in [
        "D2 cohesion         0.67 (0.53-0.73)  ? (0.40-0.73)     ? (0.40-0.87)\n",
        "  first coding:   cell 1110, leans hybrid\n",
        "  second coding:  cell none, undetermined\n",
        "  reform_resistance     0.60  above 0.90: internal_threat\n",
        "\nTipping points of the second coding\n  none: an answer is missing\n",
        "\nCells of the hull of both\n",
    ] {
        assert!(report.contains(line), "no `{line}` in\n{report}");
    }
}

#[test]
fn a_contrast_is_told_with_its_errors() {
    let report = simulate::report().expect("a scenario that comes along");
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 26, "{report}");
    for (heading, d3) in [
        ("As it was", "  time with D3        0.358 (0.009)    0.000 to   0.788"),
        ("With conditionality at 0.8", "  time with D3        0.155 (0.006)    0.000 to   0.394"),
        ("Difference, run by run", "  time with D3       -0.203 (0.008)   -0.545 to   0.061"),
    ] {
        let at = lines.iter().position(|line| *line == heading).expect(heading);
        assert_eq!(lines[at + 1], d3, "{report}");
        assert!(lines[at + 4].starts_with("  regime survives "), "{report}");
    }
    let emerged: Vec<&&str> = lines.iter().filter(|line| line.ends_with("emerged")).collect();
    assert_eq!(emerged, [&"  D3    0.358    0.000 to   0.788  emerged"], "{report}");
}

/// The template with one text of one table replaced.
struct Faulty(&'static str, &'static str, &'static str);

impl Files for Faulty {
    fn content(&self, name: &str) -> Option<Vec<u8>> {
        let Self(table, from, to) = *self;
        let text = String::from_utf8(Folder(template()).content(name)?).unwrap();
        assert!(name != table || text.contains(from), "{table} has no `{from}`");
        Some(if name == table { text.replace(from, to) } else { text }.into_bytes())
    }

    fn label(&self, name: &str) -> String {
        format!("{name}.csv")
    }
}

#[test]
fn every_fault_of_a_folder_is_said() {
    for (files, expected) in [
        (
            Faulty("phases", "p2,War in the hills,2005", "p2,War in the hills,2006"),
            "1 fault:\n- phases.csv, line 3, field `from_year`: begins in 2006, but the phase \
             before it ends in 2004: let it begin in 2005\n",
        ),
        (
            Faulty("claims", "internal,full", "inside,whole"),
            "8 faults:\n- claims.csv, line 2, field `side`: `inside` is not a known word: write \
             one of internal, external\n- claims.csv, line 2, field `read`: ",
        ),
        (
            Faulty("series", "8.91", "9"),
            "1 fault:\n- series.csv, line 19, field `value`: the rate 9 does not follow from \
             deaths and population, which give 8.91: correct one of the three\n",
        ),
        (
            Faulty("indicators", "agencies_balancing,p2,,0.88", "agencies_balancing,p2,,0"),
            "1 fault:\n- indicators.csv, line 17, field `low`: 0 is stored, but series and \
             relations give 0.8769: correct the value or the rows it comes from\n",
        ),
    ] {
        let faults = verdict::faults(&verdict::report(&files).unwrap_err());
        assert!(faults.starts_with(expected), "{faults}");
    }
}

#[test]
fn the_guide_knows_every_table_and_column() {
    let guide = std::fs::read_to_string(template().join("README.md")).unwrap();
    let words: BTreeSet<&str> = guide
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let mut tables = 0;
    for entry in std::fs::read_dir(template()).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(table) = name.strip_suffix(".csv") else { continue };
        assert!(guide.contains(&name), "{name}");
        let text = std::fs::read_to_string(&file).unwrap();
        let header = text.lines().next().unwrap();
        for column in header.split(',') {
            assert!(words.contains(column), "{table}.{column} is not in the guide");
        }
        if table == "case" {
            for key in text.lines().skip(1).filter_map(|line| line.split(',').next()) {
                assert!(words.contains(key), "the setting {key} is not in the guide");
            }
        }
        tables += 1;
    }
    assert_eq!(tables, 14);
}
