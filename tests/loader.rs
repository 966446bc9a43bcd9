//! Every kind of error in the data files is refused, with its place and with what would be right.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use std::collections::BTreeSet;
use std::path::Path;

use Edit::{Delete, Latin1, NoFile, Repeat, Set};
use fragmented_allies::dossier::{Folder, check_twins};
use fragmented_allies::{Codebook, Dossier, Error, Files, Problem, ReferenceDocument, cases};
use serde_json::{Value, json};

/// An error in a file: what it is, how it gets there, and the fault it must lead to.
#[derive(Clone, Copy)]
struct Planted {
    what: &'static str,
    table: &'static str,
    /// How the edited line begins: its key.
    row: &'static str,
    edit: Edit,
    place: Place,
    field: &'static str,
    /// Name of a variant of [`Problem`].
    kind: &'static str,
    is_kind: fn(&Problem) -> bool,
    /// How the message ends: with what would be right.
    says: &'static str,
}

#[derive(Clone, Copy)]
enum Edit {
    /// Another text in a column of the row, as it stands in the file.
    Set(&'static str, &'static str),
    /// The row a second time.
    Repeat,
    /// The row left out.
    Delete,
    /// The whole file in another encoding.
    Latin1,
    /// The file left out.
    NoFile,
}

/// Where the fault is found.
#[derive(Clone, Copy)]
enum Place {
    /// In the edited row.
    Row,
    /// In the row below it, which repeats it.
    Copy,
    /// In the table, where no row is to blame.
    Table,
}

/// One planted error a line and a half: `what: table row edit => place field kind says;`
macro_rules! planted {
    ($($what:literal: $table:literal $row:literal $edit:expr
        => $place:ident $field:literal $kind:ident $says:literal;)+) => {
        &[$(Planted {
            what: $what, table: $table, row: $row, edit: $edit, place: Place::$place, field: $field,
            kind: stringify!($kind), is_kind: |problem| matches!(problem, Problem::$kind { .. }), says: $says,
        }),+]
    };
}

const CASE: &[Planted] = planted! {
    // Files and cells
    "no such file": "claims" "dimension," NoFile
        => Table "" FileMissing "add it, with the columns dimension,side,read,source_id";
    "a column of another name": "claims" "dimension," Set("side", "type")
        => Row "" Columns "write exactly `dimension,side,read,source_id`, in this order";
    "a comma outside quotation marks": "relations" "army,mas," Set("evidence", "Named, 1983")
        => Row "" Unreadable "the row has 12 cells where 11 belong (is a comma outside quotation marks?)";
    "a quotation mark without its second": "relations" "army,mas," Set("evidence", "\"Named in 1983")
        => Row "" Unreadable "(is a comma outside quotation marks?)";
    "not UTF-8": "names" "army,es," Latin1
        => Row "" Unreadable "the text is not UTF-8";
    "blanks around a text": "actors" "farc," Set("name", "FARC ")
        => Row "name" OuterBlanks "remove them";
    "a path of one machine": "sources" "prio_bd31," Set("note", "Read from /home/ana/prio.csv")
        => Row "note" MachinePath "describe the file by its publisher and version";
    "a word for a number": "relations" "army,mas," Set("collude", "much")
        => Row "collude" Wanted "`much` cannot stand here: write a finite number";
    "a number without end": "series" "population,1980," Set("value", "inf")
        => Row "value" Wanted "`inf` cannot stand here: write a finite number";
    "a year with a month": "actors" "farc," Set("from_year", "1980-05")
        => Row "from_year" Wanted "`1980-05` cannot stand here: write a year";
    "a word outside its list": "relations" "army,mas," Set("confidence", "sure")
        => Row "confidence" UnknownWord "`sure` is not a known word: write one of high, medium, low";

    // Settings and phases
    "no setting of a case": "case" "range_step," Set("key", "step")
        => Row "key" UnknownKey "severity_missing_year, range_step, open_deal_cap";
    "a setting twice": "case" "patron," Repeat
        => Copy "key" Repeated "give each row a key of its own";
    "a setting left out": "case" "range_step," Delete
        => Table "range_step" Wanted "write a finite number";
    "a setting of another type": "case" "range_step," Set("value", "a tenth")
        => Row "value" Wanted "write a finite number";
    "a case longer than its phases": "case" "from_year," Set("value", "1979")
        => Table "from_year" CaseYears "the case runs from 1979 to 2010, its phases from 1980 to 2010: make them equal";
    "a phase twice": "phases" "p2," Repeat
        => Copy "phase_id" Repeated "give each row a key of its own";
    "a capital letter in an id": "phases" "p2," Set("phase_id", "P2")
        => Row "phase_id" NotAnId "use lower-case letters, digits and single underscores, beginning with a letter";
    "a gap between phases": "phases" "p2," Set("from_year", "1991")
        => Row "from_year" PhasesDoNotTouch "the phase before it ends in 1989: let it begin in 1990";
    "phases that overlap": "phases" "p2," Set("from_year", "1989")
        => Row "from_year" PhasesDoNotTouch "the phase before it ends in 1989: let it begin in 1990";
    "a phase that ends before it starts": "phases" "p1," Set("from_year", "1990")
        => Row "to_year" YearsReversed "swap the years";

    // Actors
    "an actor twice": "actors" "epl," Repeat
        => Copy "actor_id" Repeated "`epl` stands in an earlier row too: give each row a key of its own";
    "two underscores in an id": "actors" "epl," Set("actor_id", "e__pl")
        => Row "actor_id" NotAnId "use lower-case letters, digits and single underscores, beginning with a letter";
    "an actor before the case": "actors" "turbay," Set("from_year", "1978")
        => Row "from_year" YearsOutside "1978 to 1982 lies outside the case, 1980 to 2010: keep to these years";
    "an actor that ends before it starts": "actors" "turbay," Set("from_year", "1983")
        => Row "to_year" YearsReversed "swap the years";
    "a remark from an unknown source": "actors" "mas," Set("source_id", "cajar")
        => Row "source_id" Unknown "there is no source `cajar`: name one that is listed in sources, or add it there";
    "a threat without salience": "actors" "farc," Set("salience", "")
        => Row "salience" SalienceOfThreat "salience is needed above 0 and up to 1 for a threat";
    "salience above 1": "actors" "farc," Set("salience", "1.1")
        => Row "salience" SalienceOfThreat "salience is needed above 0 and up to 1 for a threat";
    "salience of an agency": "actors" "army," Set("salience", "0.4")
        => Row "salience" OnlyThreats "leave the field empty";
    "an agency as an enemy": "actors" "army," Set("enemy_from", "1990")
        => Row "enemy_from" OnlyThreats "leave the field empty";
    "a threat that nobody names an enemy": "actors" "auc," Set("enemy_from", "")
        => Row "enemy_from" EnemyFrom "enemy_from is needed within 1997 to 2008, the years of the threat";
    "an enemy before it exists": "actors" "auc," Set("enemy_from", "1996")
        => Row "enemy_from" EnemyFrom "enemy_from is needed within 1997 to 2008, the years of the threat";

    // Relations
    "a relation twice": "relations" "army,mas," Repeat
        => Copy "agency_id" Repeated "give each row a key of its own";
    "an unknown agency": "relations" "army,mas," Set("agency_id", "armada")
        => Row "agency_id" Unknown "there is no actor `armada`: name one that is listed in actors, or add it there";
    "an unknown threat": "relations" "army,mas," Set("threat_id", "maz")
        => Row "threat_id" Unknown "there is no actor `maz`: name one that is listed in actors, or add it there";
    "a threat as the agency": "relations" "army,mas," Set("agency_id", "farc")
        => Row "agency_id" WrongRole "`farc` has the role threat: name an actor with the role regime";
    "the patron as the threat": "relations" "army,mas," Set("threat_id", "us")
        => Row "threat_id" WrongRole "`us` has the role patron: name an actor with the role threat";
    "a relation before its actor": "relations" "army,mas," Set("from_year", "1980")
        => Row "from_year" YearsOutside "lies outside the years of `mas`, 1981 to 1989: keep to these years";
    "a relation that ends before it starts": "relations" "army,mas," Set("to_year", "1981")
        => Row "to_year" YearsReversed "1982 to 1981 ends before it starts: swap the years";
    "a relation younger than its source": "relations" "army,mas," Set("to_year", "1987")
        => Row "to_year" YoungerThanSource "published in 1986: end the row earlier or cite a later source";
    "balance between two tenths": "relations" "army,mas," Set("balance", "0.15")
        => Row "balance" NotATenth "0.15 is no tenth between 0 and 1: write 0, 0.1, 0.2 and so on up to 1";
    "collude above 1": "relations" "army,mas," Set("collude", "1.1")
        => Row "collude" NotATenth "1.1 is no tenth between 0 and 1: write 0, 0.1, 0.2 and so on up to 1";
    "evidence from an unknown source": "relations" "army,mas," Set("source_id", "semana")
        => Row "source_id" Unknown "there is no source `semana`: name one that is listed in sources, or add it there";
    "high from memory": "relations" "congress,cali_cartel," Set("source_read", "memory")
        => Row "confidence" HighFromMemory "read the source or write medium";
    "high though contested": "relations" "army,mas," Set("finding", "contested")
        => Row "confidence" HighContested "write medium or low";

    // Events
    "no ISO date": "events" "1982-03-14," Set("date", "14 March 1982")
        => Row "date" NotADate "`14 March 1982` is no ISO date: write YYYY, YYYY-MM or YYYY-MM-DD";
    "a day that no month has": "events" "1982-03-14," Set("date", "1982-02-30")
        => Row "date" NotADate "write YYYY, YYYY-MM or YYYY-MM-DD";
    "an event after a later one": "events" "1984-01-18," Set("date", "1982-01-18")
        => Row "date" OutOfOrder "`1982-01-18` comes after a later date: put the rows in order of time";
    "an event before the case": "events" "1981-12-02," Set("date", "1979-12-02")
        => Row "date" YearsOutside "outside the case, 1980 to 2010: keep to these years";
    "an event younger than its source": "events" "1992-07-22," Set("source_id", "reuters1991")
        => Row "date" YoungerThanSource "published in 1991: end the row earlier or cite a later source";
    "an event from an unknown source": "events" "1982-03-14," Set("source_id", "csj")
        => Row "source_id" Unknown "there is no source `csj`: name one that is listed in sources, or add it there";

    // Series and sources
    "a value twice": "series" "population,1980," Repeat
        => Copy "series_id" Repeated "give each row a key of its own";
    "a series without a catalogue entry": "series" "coca_hectares_us,1987," Set("series_id", "coca")
        => Row "series_id" Unknown "there is no series `coca`: name one that is listed in series_catalog, or add it there";
    "a value after the case": "series" "population,2010," Set("year", "2011")
        => Row "year" YearsOutside "outside the case, 1980 to 2010: keep to these years";
    "a fifth quarter": "series" "population,1980," Set("quarter", "5")
        => Row "quarter" Quarter "5 is no quarter: write 1 to 4, or leave it empty for a year";
    "a value below its bound": "series" "coca_hectares_us,1987," Set("value", "19000")
        => Row "low" BeyondBound "19000 lies beyond 20000: keep low <= value <= high";
    "a value above its bound": "series" "coca_hectares_us,1987," Set("value", "26000")
        => Row "high" BeyondBound "26000 lies beyond 25000: keep low <= value <= high";
    "a value from an unknown source": "series" "population,1980," Set("source_id", "wb")
        => Row "source_id" Unknown "there is no source `wb`: name one that is listed in sources, or add it there";
    "another rate than deaths by population": "series" "battle_deaths_per_million,1980," Set("value", "7.5")
        => Row "value" Rate "the rate 7.5 does not follow from deaths and population, which give 7.66: correct one of the three";
    "an entry twice": "series_catalog" "population," Repeat
        => Copy "series_id" Repeated "give each row a key of its own";
    "an entry without values": "series_catalog" "coca_hectares_us," Set("series_id", "coca")
        => Row "series_id" SeriesWithoutRows "no row of the series is there: add its values or delete the entry";
    "a hyphen in the id of a series": "series_catalog" "coca_hectares_us," Set("series_id", "coca-us")
        => Row "series_id" NotAnId "use lower-case letters, digits and single underscores, beginning with a letter";
    "a needed series not marked": "series_catalog" "population," Set("needed_for", "")
        => Row "needed_for" NeededFor "write `threat_severity`";
    "a source twice": "sources" "crandall2002," Repeat
        => Copy "source_id" Repeated "give each row a key of its own";
    "a digit at the head of an id": "sources" "crandall2002," Set("source_id", "2002crandall")
        => Row "source_id" NotAnId "use lower-case letters, digits and single underscores, beginning with a letter";
    "only a host": "sources" "prio_bd31," Set("url", "https://www.prio.org/")
        => Row "url" BareHost "is only a host: give the address of the document, or leave it empty";
    "no web address": "sources" "prio_bd31," Set("url", "www.prio.org/data/1")
        => Row "url" NotAnAddress "begin with http:// or https://";
    "values of an unknown licence passed on": "sources" "prio_bd31," Set("redistribute", "yes")
        => Row "redistribute" Licence "a source under `unknown` may not be passed on: write facts_only or no";

    // Codings
    "a score twice": "indicators" "coup_proofing,p1," Repeat
        => Copy "indicator_id" Repeated "`coup_proofing p1` stands in an earlier row too: give each row a key of its own";
    "no score in a phase": "indicators" "coup_proofing,p1," Delete
        => Table "indicator_id" IndicatorMissing "no row for `coup_proofing` in p1: every phase needs all 13 indicators, once";
    "a score of no indicator": "indicators" "coup_proofing,p1," Set("indicator_id", "coup")
        => Row "indicator_id" Unknown "there is no indicator `coup`: name one that is listed in codebook, or add it there";
    "a score in no phase": "indicators" "coup_proofing,p1," Set("phase_id", "p5")
        => Row "phase_id" Unknown "there is no phase `p5`: name one that is listed in phases, or add it there";
    "a score from an unknown source": "indicators" "coup_proofing,p1," Set("source_id", "gutierrez")
        => Row "source_id" Unknown "name one that is listed in sources, or add it there";
    "a judged score left out": "indicators" "coup_proofing,p1," Set("score", "")
        => Row "score" ScoreMissing "a judged indicator needs a score on one of the six levels";
    "a score above its range": "indicators" "coup_proofing,p1," Set("score", "0.6")
        => Row "score" RangeOrder "low 0, score 0.6, high 0.4: write numbers with 0 <= low <= score <= high <= 1";
    "a range above 1": "indicators" "threat_origin,p1," Set("high", "1.2")
        => Row "score" RangeOrder "write numbers with 0 <= low <= score <= high <= 1";
    "a score off the levels": "indicators" "coup_proofing,p1," Set("score", "0.3")
        => Row "score" NotALevel "0.3 is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a bound off the levels": "indicators" "coup_proofing,p1," Set("high", "0.5")
        => Row "high" NotALevel "0.5 is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a raw value of a judged indicator": "indicators" "coup_proofing,p1," Set("raw_value", "3")
        => Row "raw_value" RawOfJudged "leave the field empty";
    "another score than the computed one": "indicators" "threat_severity,p2," Set("score", "0.35")
        => Row "score" NotAsComputed "0.35 is stored, but series and relations give 0.3180: correct the value or the rows it comes from";
    "another raw value than the computed one": "indicators" "overlap_same_threat,p1," Set("raw_value", "0.2")
        => Row "raw_value" NotAsComputed "correct the value or the rows it comes from";
    "another range than one step gives": "indicators" "agencies_balancing,p1," Set("low", "0.8")
        => Row "low" NotAsComputed "correct the value or the rows it comes from";
    "a computed score above its range": "indicators" "threat_severity,p2," Set("high", "0.3")
        => Row "high" RangeOrder "write numbers with 0 <= low <= score <= high <= 1";
    "a second score twice": "second_coding" "coup_proofing,p1," Repeat
        => Copy "indicator_id" Repeated "give each row a key of its own";
    "no second score in a phase": "second_coding" "coup_proofing,p1," Delete
        => Table "indicator_id" SecondMissing "the second coding has no row for `coup_proofing` in p1: every judged indicator is coded twice";
    "a second score of a computed indicator": "second_coding" "coup_proofing,p1," Set("indicator_id", "threat_severity")
        => Row "indicator_id" SecondOfComputed "both codings share it: delete the row";
    "a second score of no indicator": "second_coding" "coup_proofing,p1," Set("indicator_id", "coup")
        => Row "indicator_id" Unknown "name one that is listed in codebook, or add it there";
    "a second score in no phase": "second_coding" "coup_proofing,p1," Set("phase_id", "p5")
        => Row "phase_id" Unknown "name one that is listed in phases, or add it there";
    "a second score above its range": "second_coding" "coup_proofing,p1," Set("score", "0.6")
        => Row "score" RangeOrder "write numbers with 0 <= low <= score <= high <= 1";
    "a second score off the levels": "second_coding" "coup_proofing,p1," Set("score", "0.1")
        => Row "score" NotALevel "write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a superseded score in no phase": "indicators_superseded" "parallel_forces,p1," Set("phase_id", "p5")
        => Row "phase_id" Unknown "name one that is listed in phases, or add it there";
    "a superseded score from an unknown source": "indicators_superseded" "parallel_forces,p1," Set("source_id", "cnmh")
        => Row "source_id" Unknown "name one that is listed in sources, or add it there";
    "a superseded score above its range": "indicators_superseded" "parallel_forces,p1," Set("score", "0.8")
        => Row "score" RangeOrder "write numbers with 0 <= low <= score <= high <= 1";

    // Names, claims and annotations
    "a name twice": "names" "army,es," Repeat
        => Copy "id" Repeated "give each row a key of its own";
    "a name left out": "names" "army,es," Delete
        => Table "id" NameMissing "there is no name for `army` in the language `es`: add the row";
    "a name of nothing": "names" "army,es," Set("id", "armada")
        => Row "id" Unknown "name one that is listed in actors or phases, or add it there";
    "a claim twice": "claims" "D2," Repeat
        => Copy "dimension" Repeated "give each row a key of its own";
    "a claim left out": "claims" "D2," Delete
        => Table "dimension" ClaimMissing "no claim about D2: say on which side the theory's author puts the case";
    "a claim from an unknown source": "claims" "D2," Set("source_id", "quirk")
        => Row "source_id" Unknown "name one that is listed in sources, or add it there";
    "an annotation in no phase": "annotations" "D4,p3," Set("phase_id", "p5")
        => Row "phase_id" Unknown "name one that is listed in phases, or add it there";
    "a condition without a comparison": "annotations" "D4,p3," Set("holds_while", "coup_proofing 0.2")
        => Row "holds_while" NotACondition "write an indicator, one of = >= <= > <, and a number";
    "a condition on no indicator": "annotations" "D4,p3," Set("holds_while", "coup <= 0.2")
        => Row "holds_while" NotACondition "write an indicator, one of = >= <= > <, and a number";
    "a condition that the first coding breaks": "annotations" "D4,p3," Set("holds_while", "patron_stakes < 0.8")
        => Row "holds_while" ConditionBroken "for the first coding, where the score is 0.800: correct the sentence or the condition";
    "a condition that the second coding breaks": "annotations" "D4,p3," Set("holds_while", "patron_stakes = 0.8")
        => Row "holds_while" ConditionBroken "for the second coding, where the score is 0.600: correct the sentence or the condition";
    "a condition that the computed value breaks": "annotations" "D4,p3," Set("holds_while", "threat_severity > 0.7")
        => Row "holds_while" ConditionBroken "for the computed value, where the score is 0.675: correct the sentence or the condition";
};

const TWINS: &[Planted] = planted! {
    "a twin that points elsewhere": "series_catalog" "population," Set("comparable_with", "ana_strength")
        => Table "comparable_with" TwinOneSided "write `population` in its comparable_with, or empty this one";
    "twins in two groups": "series_catalog" "population," Set("group", "forces")
        => Table "comparable_with" TwinGroup "`population` of the other case is in the group other: put both in one group";
};

const CODEBOOK: &[Planted] = planted! {
    "no Spanish texts": "codebook.es" "indicator_id," NoFile
        => Table "" FileMissing "level_0.6,level_0.8,level_1,how_computed";
    "an unknown kind": "codebook" "threat_origin," Set("kind", "guessed")
        => Row "kind" UnknownWord "`guessed` is not a known word: write one of judged, computed";
    "anchors out of order": "codebook" "threat_severity," Set("crossover", "300")
        => Row "crossover" AnchorsOutOfOrder "anchors 5, 300, 100 are not in order: write full_out < crossover < full_in";
    "an anchor left out": "codebook" "threat_severity," Set("crossover", "")
        => Row "crossover" AnchorsMissing "needs all three anchors: full_out, crossover and full_in";
    "a row of another version": "codebook" "coup_proofing," Set("version", "2")
        => Row "version" Wanted "`2` cannot stand here: write one version in all rows";
    "no Spanish row": "codebook.es" "coup_proofing," Delete
        => Table "indicator_id" NameMissing "there is no name for `coup_proofing` in the language `es`: add the row";
    "a Spanish row of no indicator": "codebook.es" "coup_proofing," Set("indicator_id", "golpes")
        => Row "indicator_id" Unknown "name one that is listed in codebook.csv, or add it there";
    "a dimension without structure": "structure" "D3," Delete
        => Table "dimension" Empty "write a row for each of D1 to D4";
    "an unknown structure": "structure" "D3," Set("structure", "median")
        => Row "structure" UnknownWord "`median` is not a known word: write one of mean, min";
};

const REFERENCES: &[Planted] = planted! {
    "an alliance twice": "alliances" "nato_1949_89," Repeat
        => Copy "case_id" Repeated "give each row a key of its own";
    "an alliance that ends before it starts": "alliances" "nato_1949_89," Set("to_year", "1948")
        => Row "to_year" YearsReversed "1949 to 1948 ends before it starts: swap the years";
    "an alliance without a name": "names" "nato_1949_89,es," Delete
        => Table "case_id" NameMissing "there is no name for `nato_1949_89` in the language `es`: add the row";
    "a score of no alliance": "scores" "nato_1949_89,coup_proofing," Set("case_id", "nato")
        => Row "case_id" Unknown "there is no alliance `nato`: name one that is listed in alliances, or add it there";
    "a score of no indicator": "scores" "nato_1949_89,coup_proofing," Set("indicator_id", "coup")
        => Row "indicator_id" Unknown "there is no indicator `coup`: name one that is listed in codebook, or add it there";
    "a score twice": "scores" "nato_1949_89,coup_proofing," Repeat
        => Copy "indicator_id" Repeated "`nato_1949_89 coup_proofing` stands in an earlier row too: give each row a key of its own";
    "a score above its range": "scores" "nato_1949_89,coup_proofing," Set("score", "1")
        => Row "score" RangeOrder "write numbers with 0 <= low <= score <= high <= 1";
    "a score off the levels": "scores" "nato_1949_89,coup_proofing," Set("score", "0.1")
        => Row "score" NotALevel "0.1 is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a score without confidence": "scores" "nato_1949_89,coup_proofing," Set("confidence", "")
        => Row "confidence" Empty "is empty: write a number from 0 to 1";
    "a score without a reason": "scores" "nato_1949_89,coup_proofing," Set("rationale", "")
        => Row "rationale" Empty "is empty: write why this score";
    "a score without literature": "scores" "nato_1949_89,coup_proofing," Set("source", "")
        => Row "source" Empty "is empty: write the literature behind the score";
    "a second score left out": "second_coding" "nato_1949_89,coup_proofing," Delete
        => Table "indicator_id" SecondMissing "the second coding has no row for `coup_proofing` in nato_1949_89: every judged indicator is coded twice";
    "a second score off the levels": "second_coding" "nato_1949_89,coup_proofing," Set("high", "0.5")
        => Row "high" NotALevel "0.5 is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a second score without a reason": "second_coding" "nato_1949_89,coup_proofing," Set("rationale", "")
        => Row "rationale" Empty "is empty: write why this score";
};

/// Columns of a case that must be filled.
const TEXTS: [(&str, &str, &[&str]); 9] = [
    ("phases", "p1,", &["name", "summary"]),
    ("actors", "farc,", &["name"]),
    ("names", "farc,en,", &["label", "in_sentence"]),
    ("relations", "army,mas,", &["evidence"]),
    ("events", "1982-03-14,", &["title", "summary"]),
    ("series_catalog", "population,", &["label", "unit"]),
    ("sources", "prio_bd31,", &["author_or_org", "title"]),
    ("indicators", "coup_proofing,p1,", &["rationale"]),
    ("annotations", "D4,p3,", &["holds_while", "en", "es"]),
];

/// Columns of a case that hold one word of a closed list.
const WORDS: [(&str, &str, &[&str]); 10] = [
    ("case", "severity_missing_year,", &["value"]),
    ("actors", "farc,", &["kind", "role"]),
    ("names", "farc,en,", &["locale", "number"]),
    ("relations", "army,mas,", &["confidence", "source_read", "finding"]),
    ("events", "1982-03-14,", &["category", "dimension", "source_read", "finding"]),
    ("series", "population,1980,", &["quality"]),
    ("series_catalog", "population,", &["group", "good_for_timeline"]),
    ("sources", "prio_bd31,", &["licence", "redistribute"]),
    ("claims", "D2,", &["dimension", "side", "read"]),
    ("annotations", "D4,p3,", &["dimension"]),
];

/// The tables of a folder of `data/`, with errors planted in some of them.
struct EditedFolder {
    folder: &'static str,
    edited: Vec<(&'static str, Option<Vec<u8>>)>,
}

impl EditedFolder {
    fn of(folder: &'static str) -> Self {
        Self { folder, edited: Vec::new() }
    }

    fn plant(mut self, table: &'static str, row: &str, edit: Edit) -> Self {
        self.edited.push((table, edited(&self.text(table), row, edit)));
        self
    }

    fn text(&self, table: &str) -> String {
        String::from_utf8(on_disk(self.folder).content(table).expect("a table")).unwrap()
    }
}

impl Files for EditedFolder {
    fn content(&self, name: &str) -> Option<Vec<u8>> {
        match self.edited.iter().find(|(table, _)| *table == name) {
            Some((_, content)) => content.clone(),
            None => on_disk(self.folder).content(name),
        }
    }

    fn label(&self, name: &str) -> String {
        format!("{}/{name}.csv", self.folder.rsplit('/').next().unwrap())
    }
}

fn on_disk(folder: &str) -> Folder {
    Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder))
}

fn edited(text: &str, row: &str, edit: Edit) -> Option<Vec<u8>> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let index = index_of(text, row);
    match edit {
        Set(column, cell) => {
            let column = cells(&lines[0]).iter().position(|name| *name == column).expect("a column");
            let mut changed = cells(&lines[index]);
            changed[column] = cell;
            lines[index] = changed.join(",");
        }
        Repeat => lines.insert(index, lines[index].clone()),
        Delete => drop(lines.remove(index)),
        Latin1 => return Some(text.chars().map(|c| u8::try_from(c).expect("Latin-1")).collect()),
        NoFile => return None,
    }
    Some((lines.join("\n") + "\n").into_bytes())
}

/// Index of the one line that begins like this.
fn index_of(text: &str, row: &str) -> usize {
    let mut found = text.lines().enumerate().filter(|(_, line)| line.starts_with(row));
    let (index, _) = found.next().unwrap_or_else(|| panic!("no row `{row}`"));
    assert!(found.next().is_none(), "more than one row `{row}`");
    index
}

/// The cells of a line, quotation marks and all.
fn cells(line: &str) -> Vec<&str> {
    let mut quoted = false;
    let is_end = |c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    };
    line.split(is_end).collect()
}

fn assert_refused(
    folder: &'static str,
    planted: &Planted,
    load: fn(&EditedFolder) -> Result<(), Error>,
) {
    let files = EditedFolder::of(folder).plant(planted.table, planted.row, planted.edit);
    let line = index_of(&files.text(planted.table), planted.row) + 1;
    let mut place = files.label(planted.table);
    match planted.place {
        Place::Row => place += &format!(", line {line}"),
        Place::Copy => place += &format!(", line {}", line + 1),
        Place::Table => {}
    }
    if !planted.field.is_empty() {
        place += &format!(", field `{}`", planted.field);
    }
    let (what, says) = (planted.what, planted.says);
    let Err(Error::Data { faults }) = load(&files) else { panic!("{what}: was not refused") };
    let meant = faults.iter().any(|fault| {
        let message = fault.to_string();
        (planted.is_kind)(&fault.problem)
            && message.starts_with(&format!("{place}: "))
            && message.ends_with(says)
    });
    let found = Error::Data { faults };
    assert!(meant, "{what}: no {} `{place}: … {says}` among\n{found}", planted.kind);
}

const COLOMBIA: &str = "cases/us-colombia";

fn case(files: &dyn Files) -> Result<Dossier, Error> {
    Dossier::from_files(files, Codebook::bundled()?)
}

#[test]
fn an_error_in_a_case_is_refused() {
    for planted in CASE {
        assert_refused(COLOMBIA, planted, |files| case(files).map(drop));
    }
}

#[test]
fn a_text_that_must_be_there_is_missed() {
    for (table, row, columns) in TEXTS {
        for column in columns {
            let [empty] = planted! {
                "an empty text": "" "" Delete => Row "" Empty "";
            };
            let planted = Planted { table, row, edit: Set(column, ""), field: column, ..*empty };
            assert_refused(COLOMBIA, &planted, |files| case(files).map(drop));
        }
    }
}
