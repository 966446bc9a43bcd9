//! Errors in the files of a case, by table.

use crate::planted::Edit::{Delete, Latin1, NoFile, NoRows, Repeat, Set};
use crate::planted::{Planted, planted};

/// What no table may hold.
pub const CELLS: &[Planted] = planted! {
    "no such file": "claims" "dimension," NoFile
        => Table "" FileMissing "add it, with the columns dimension,side,read,source_id";
    "a column of another name": "claims" "dimension," Set("side", "type")
        => Row "" Columns "write exactly `dimension,side,read,source_id`, in this order";
    "a comma outside quotation marks": "relations" "army,mas," Set("evidence", "Named, 1983")
        => Row "" Unreadable "12 cells where 11 belong (is a comma outside quotation marks?)";
    "a quotation mark without its second":
        "relations" "army,mas," Set("evidence", "\"Named in 1983")
        => Row "" Unreadable "a quotation mark has no second one: double it, or close the cell";
    "a quotation mark that swallows the rows below":
        "claims" "D1," Set("source_id", "\"quirk2014")
        => Row "" Unreadable "a quotation mark has no second one: double it, or close the cell";
    "not UTF-8": "names" "army,es," Latin1
        => Row "" Unreadable "the text is not UTF-8: save the file in this encoding";
    "a blank after a text": "actors" "farc," Set("name", "FARC ")
        => Row "name" OuterBlanks "remove them";
    "a path of one machine": "sources" "prio_bd31," Set("note", "Read from /home/ana/prio.csv")
        => Row "note" MachinePath "describe the file by its publisher and version";
    "a word for a number": "relations" "army,mas," Set("collude", "much")
        => Row "collude" Wanted "`much` cannot stand here: write a finite number";
    "infinity": "series" "population,1980," Set("value", "inf")
        => Row "value" Wanted "`inf` cannot stand here: write a finite number";
    "a month for a year": "actors" "farc," Set("from_year", "1980-05")
        => Row "from_year" Wanted "`1980-05` cannot stand here: write a year from 1 to 9999";
};

pub const SETTINGS_AND_PHASES: &[Planted] = planted! {
    "no setting of a case": "case" "range_step," Set("key", "step")
        => Row "key" UnknownKey "severity_missing_year, range_step, open_deal_cap";
    "a setting twice": "case" "patron," Repeat
        => Repetition "key" Repeated
           "`patron` stands in an earlier row too: give each row a key of its own";
    "no row for a setting": "case" "range_step," Delete
        => Table "key" SettingMissing "no row for the setting `range_step`: add it";
    "a cap above 1": "case" "open_deal_cap," Set("value", "7")
        => Row "value" OutOfBounds "7 lies outside 0 to 1: keep within these bounds";
    "a case without a patron": "case" "patron," Set("value", "")
        => Row "value" Empty "is empty: write a name";
    "a series of deaths that does not exist": "case" "deaths_series," Set("value", "dead")
        => Row "value" Unknown
           "no series `dead`: name one that is listed in series, or add it there";
    "a setting of another type": "case" "range_step," Set("value", "a tenth")
        => Row "value" Wanted "`a tenth` cannot stand here: write a finite number";
    "a setting with an unknown word": "case" "severity_missing_year," Set("value", "zero")
        => Row "value" UnknownWord "write one of skip";
    "a case longer than its phases": "case" "from_year," Set("value", "1979")
        => Row "value" CaseYears
           "from 1979 to 2010, its phases from 1980 to 2010: make them equal";
    "no phase": "phases" "phase_id," NoRows
        => Table "" Empty "is empty: write at least one phase";
    "a phase twice": "phases" "p2," Repeat
        => Repetition "phase_id" Repeated "give each row a key of its own";
    "a capital letter in the id of a phase": "phases" "p2," Set("phase_id", "P2")
        => Row "phase_id" NotAnId "and single underscores, beginning with a letter";
    "a phase without a name": "phases" "p2," Set("name", "")
        => Row "name" Empty "is empty: write a short name";
    "a phase without a summary": "phases" "p2," Set("summary", "")
        => Row "summary" Empty "is empty: write a sentence on what happened";
    "a gap between two phases": "phases" "p2," Set("from_year", "1991")
        => Row "from_year" PhasesDoNotTouch
           "the phase before it ends in 1989: let it begin in 1990";
    "phases that overlap": "phases" "p2," Set("from_year", "1989")
        => Row "from_year" PhasesDoNotTouch
           "the phase before it ends in 1989: let it begin in 1990";
    "a phase that ends before it starts": "phases" "p1," Set("from_year", "1990")
        => Row "to_year" YearsReversed "1990 to 1989 ends before it starts: swap the years";
};

pub const ACTORS: &[Planted] = planted! {
    "an actor twice": "actors" "epl," Repeat
        => Repetition "actor_id" Repeated
           "`epl` stands in an earlier row too: give each row a key of its own";
    "two underscores in the id of an actor": "actors" "epl," Set("actor_id", "e__pl")
        => Row "actor_id" NotAnId "and single underscores, beginning with a letter";
    "an actor without a name": "actors" "epl," Set("name", "")
        => Row "name" Empty "is empty: write its name";
    "an unknown kind of actor": "actors" "epl," Set("kind", "guerrilla")
        => Row "kind" UnknownWord "paramilitary, insurgent, criminal_network";
    "an unknown role": "actors" "epl," Set("role", "enemy")
        => Row "role" UnknownWord "write one of patron, regime, threat";
    "an actor before the case": "actors" "turbay," Set("from_year", "1978")
        => Row "from_year" YearsOutside "lies outside the case, 1980 to 2010: keep to these years";
    "an actor that ends before it starts": "actors" "turbay," Set("from_year", "1983")
        => Row "to_year" YearsReversed "1983 to 1982 ends before it starts: swap the years";
    "a remark from an unknown source": "actors" "mas," Set("source_id", "cajar")
        => Row "source_id" Unknown
           "no source `cajar`: name one that is listed in sources, or add it there";
    "a threat without salience": "actors" "epl," Set("salience", "")
        => Row "salience" SalienceOfThreat "is needed above 0 and up to 1 for a threat";
    "a threat of salience 0": "actors" "epl," Set("salience", "0")
        => Row "salience" SalienceOfThreat "is needed above 0 and up to 1 for a threat";
    "salience above 1": "actors" "epl," Set("salience", "1.1")
        => Row "salience" SalienceOfThreat "is needed above 0 and up to 1 for a threat";
    "salience of an agency": "actors" "army," Set("salience", "0.4")
        => Row "salience" OnlyThreats "leave the field empty";
    "an agency as an enemy": "actors" "army," Set("enemy_from", "1990")
        => Row "enemy_from" OnlyThreats "leave the field empty";
    "a threat that is never an enemy": "actors" "epl," Set("enemy_from", "")
        => Row "enemy_from" EnemyFrom "is needed within 1980 to 1991, the years of the threat";
    "an enemy before it exists": "actors" "epl," Set("enemy_from", "1979")
        => Row "enemy_from" EnemyFrom "is needed within 1980 to 1991, the years of the threat";
};

pub const RELATIONS: &[Planted] = planted! {
    "a relation twice": "relations" "army,mas," Repeat
        => Repetition "agency_id" Repeated "give each row a key of its own";
    "an unknown agency": "relations" "army,mas," Set("agency_id", "armada")
        => Row "agency_id" Unknown
           "no actor `armada`: name one that is listed in actors, or add it there";
    "an unknown threat": "relations" "army,mas," Set("threat_id", "m20")
        => Row "threat_id" Unknown
           "no actor `m20`: name one that is listed in actors, or add it there";
    "a threat for an agency": "relations" "army,mas," Set("agency_id", "farc")
        => Row "agency_id" WrongRole
           "`farc` has the role threat: name an actor with the role regime";
    "the patron for a threat": "relations" "army,mas," Set("threat_id", "us")
        => Row "threat_id" WrongRole "`us` has the role patron: name an actor with the role threat";
    "a relation before its threat": "relations" "army,mas," Set("from_year", "1980")
        => Row "from_year" YearsOutside "the years of `mas`, 1981 to 1989: keep to these years";
    "a relation after its agency": "relations" "search_bloc,cali_cartel," Set("to_year", "1996")
        => Row "to_year" YearsOutside
           "the years of `search_bloc`, 1989 to 1995: keep to these years";
    "a relation that ends before it starts": "relations" "army,mas," Set("to_year", "1981")
        => Row "to_year" YearsReversed "1982 to 1981 ends before it starts: swap the years";
    "a relation younger than its source": "relations" "army,mas," Set("to_year", "1987")
        => Row "to_year" YoungerThanSource "in 1986: end the row earlier or cite a later source";
    "balance between two tenths": "relations" "army,mas," Set("balance", "0.15")
        => Row "balance" NotATenth
           "0.15 is no tenth between 0 and 1: write 0, 0.1, 0.2 and so on up to 1";
    "collude above 1": "relations" "army,mas," Set("collude", "1.1")
        => Row "collude" NotATenth
           "1.1 is no tenth between 0 and 1: write 0, 0.1, 0.2 and so on up to 1";
    "a relation without evidence": "relations" "army,mas," Set("evidence", "")
        => Row "evidence" Empty "is empty: write what is documented";
    "evidence from an unknown source": "relations" "army,mas," Set("source_id", "semana")
        => Row "source_id" Unknown
           "no source `semana`: name one that is listed in sources, or add it there";
    "an unknown confidence": "relations" "army,mas," Set("confidence", "sure")
        => Row "confidence" UnknownWord
           "`sure` is not a known word: write one of high, medium, low";
    "an unknown way of reading": "relations" "army,mas," Set("source_read", "yes")
        => Row "source_read" UnknownWord "write one of full, excerpt, memory";
    "an unknown finding": "relations" "army,mas," Set("finding", "rumour")
        => Row "finding" UnknownWord "official_inquiry, report, contested";
    "high confidence from memory": "relations" "congress,cali_cartel," Set("source_read", "memory")
        => Row "confidence" HighFromMemory "read the source or write medium";
    "high confidence in what is contested": "relations" "army,mas," Set("finding", "contested")
        => Row "confidence" HighContested "write medium or low";
};

pub const EVENTS: &[Planted] = planted! {
    "no ISO date": "events" "1982-03-14," Set("date", "14 March 1982")
        => Row "date" NotADate "`14 March 1982` is no ISO date: write YYYY, YYYY-MM or YYYY-MM-DD";
    "a day that is in no calendar": "events" "1982-03-14," Set("date", "1982-02-30")
        => Row "date" NotADate "`1982-02-30` is no ISO date: write YYYY, YYYY-MM or YYYY-MM-DD";
    "an event below a later one": "events" "1984-01-18," Set("date", "1982-01-18")
        => Row "date" OutOfOrder
           "`1982-01-18` comes after a later date: put the rows in order of time";
    "an event before the case": "events" "1981-12-02," Set("date", "1979-12-02")
        => Row "date" YearsOutside "lies outside the case, 1980 to 2010: keep to these years";
    "an event younger than its source": "events" "1992-07-22," Set("source_id", "reuters1991")
        => Row "date" YoungerThanSource "in 1991: end the row earlier or cite a later source";
    "an event without a title": "events" "1982-03-14," Set("title", "")
        => Row "title" Empty "is empty: write a title";
    "an event without a summary": "events" "1982-03-14," Set("summary", "")
        => Row "summary" Empty "is empty: write what happened";
    "an unknown category": "events" "1982-03-14," Set("category", "scandal")
        => Row "category" UnknownWord "oversight, reform, force_design, atrocity";
    "an unknown dimension": "events" "1982-03-14," Set("dimension", "D5")
        => Row "dimension" UnknownWord "write one of D1, D2, D3, D4";
    "an event from an unknown source": "events" "1982-03-14," Set("source_id", "csj")
        => Row "source_id" Unknown
           "no source `csj`: name one that is listed in sources, or add it there";
};

pub const SERIES: &[Planted] = planted! {
    "a value twice": "series" "population,1980," Repeat
        => Repetition "series_id" Repeated "give each row a key of its own";
    "a series without an entry": "series" "coca_hectares_us,1987," Set("series_id", "coca")
        => Row "series_id" Unknown
           "no series `coca`: name one that is listed in series_catalog, or add it there";
    "a value after the case": "series" "population,2010," Set("year", "2011")
        => Row "year" YearsOutside "lies outside the case, 1980 to 2010: keep to these years";
    "a fifth quarter": "series" "population,1980," Set("quarter", "5")
        => Row "quarter" Quarter "5 is no quarter: write 1 to 4, or leave it empty for a year";
    "a value below its low": "series" "coca_hectares_us,1987," Set("value", "19000")
        => Row "low" BeyondBound "19000 lies beyond 20000: keep low <= value <= high";
    "a value above its high": "series" "coca_hectares_us,1987," Set("value", "26000")
        => Row "high" BeyondBound "26000 lies beyond 25000: keep low <= value <= high";
    "a value from an unknown source": "series" "population,1980," Set("source_id", "wb")
        => Row "source_id" Unknown
           "no source `wb`: name one that is listed in sources, or add it there";
    "an unknown quality": "series" "population,1980," Set("quality", "good")
        => Row "quality" UnknownWord "write one of dataset, report, estimate, derived";
    "a rate that does not follow": "series" "battle_deaths_per_million,1980," Set("value", "7.5")
        => Row "value" Rate "from deaths and population, which give 7.66: correct one of the three";
    "an entry twice": "series_catalog" "population," Repeat
        => Repetition "series_id" Repeated "give each row a key of its own";
    "an entry without values": "series_catalog" "coca_hectares_us," Set("series_id", "coca")
        => Row "series_id" SeriesWithoutRows "is there: add its values or delete the entry";
    "a hyphen in the id of a series":
        "series_catalog" "coca_hectares_us," Set("series_id", "coca-us")
        => Row "series_id" NotAnId "and single underscores, beginning with a letter";
    "an entry without a label": "series_catalog" "population," Set("label", "")
        => Row "label" Empty "is empty: write a label";
    "an entry without a unit": "series_catalog" "population," Set("unit", "")
        => Row "unit" Empty "is empty: write a unit";
    "an unknown group": "series_catalog" "population," Set("group", "people")
        => Row "group" UnknownWord "forces, drugs, institutions, other";
    "neither yes nor no": "series_catalog" "population," Set("good_for_timeline", "maybe")
        => Row "good_for_timeline" UnknownWord "write one of yes, no";
    "a series marked as needed that is not":
        "series_catalog" "coca_hectares_us," Set("needed_for", "threat_severity")
        => Row "needed_for" NotNeeded "leave the field empty";
    "a needed series that is not marked": "series_catalog" "population," Set("needed_for", "")
        => Row "needed_for" NeededFor "write `threat_severity`";
};

pub const SOURCES: &[Planted] = planted! {
    "a source twice": "sources" "crandall2002," Repeat
        => Repetition "source_id" Repeated "give each row a key of its own";
    "a digit at the head of an id": "sources" "crandall2002," Set("source_id", "2002crandall")
        => Row "source_id" NotAnId "and single underscores, beginning with a letter";
    "a source without an author": "sources" "prio_bd31," Set("author_or_org", "")
        => Row "author_or_org" Empty "is empty: write an author or organisation";
    "a source without a title": "sources" "prio_bd31," Set("title", "")
        => Row "title" Empty "is empty: write a title";
    "only a host": "sources" "prio_bd31," Set("url", "https://www.prio.org/")
        => Row "url" BareHost "is only a host: give the address of the document, or leave it empty";
    "no web address": "sources" "prio_bd31," Set("url", "www.prio.org/data/1")
        => Row "url" NotAnAddress "begin with http:// or https:// and write no blanks";
    "an unknown licence": "sources" "prio_bd31," Set("licence", "free")
        => Row "licence" UnknownWord "CC BY, CC BY-SA, non-commercial, unknown";
    "an unknown permission": "sources" "prio_bd31," Set("redistribute", "some")
        => Row "redistribute" UnknownWord "write one of yes, facts_only, no";
    "passed on without a licence": "sources" "prio_bd31," Set("redistribute", "yes")
        => Row "redistribute" Licence "`unknown` may not be passed on: write facts_only or no";
};

pub const FIRST_CODING: &[Planted] = planted! {
    "a score twice": "indicators" "coup_proofing,p1," Repeat
        => Repetition "indicator_id" Repeated "give each row a key of its own";
    "no score in a phase": "indicators" "coup_proofing,p1," Delete
        => Table "indicator_id" IndicatorMissing "in p1: every phase needs all 13 indicators, once";
    "a score of no indicator": "indicators" "coup_proofing,p1," Set("indicator_id", "coup")
        => Row "indicator_id" Unknown
           "no indicator `coup`: name one that is listed in codebook, or add it there";
    "a score in no phase": "indicators" "coup_proofing,p1," Set("phase_id", "p5")
        => Row "phase_id" Unknown
           "no phase `p5`: name one that is listed in phases, or add it there";
    "a score from an unknown source": "indicators" "coup_proofing,p1," Set("source_id", "gutierrez")
        => Row "source_id" Unknown "name one that is listed in sources, or add it there";
    "a score without a reason": "indicators" "coup_proofing,p1," Set("rationale", "")
        => Row "rationale" Empty "is empty: write why this score";
    "a judged indicator without a score": "indicators" "coup_proofing,p1," Set("score", "")
        => Row "score" ScoreMissing "a judged indicator needs a score on one of the six levels";
    "a score above its high": "indicators" "coup_proofing,p1," Set("score", "0.6")
        => Row "score" RangeOrder
           "low 0, score 0.6, high 0.4: write numbers with 0 <= low <= score <= high <= 1";
    "a low above its score": "indicators" "coup_proofing,p1," Set("low", "0.4")
        => Row "score" RangeOrder
           "low 0.4, score 0.2, high 0.4: write numbers with 0 <= low <= score <= high <= 1";
    "a high above 1": "indicators" "threat_origin,p1," Set("high", "1.2")
        => Row "score" RangeOrder "high 1.2: write numbers with 0 <= low <= score <= high <= 1";
    "a score between two levels": "indicators" "coup_proofing,p1," Set("score", "0.3")
        => Row "score" NotALevel "0.3 is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a high between two levels": "indicators" "coup_proofing,p1," Set("high", "0.5")
        => Row "high" NotALevel "0.5 is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a raw value of a judged indicator": "indicators" "coup_proofing,p1," Set("raw_value", "3")
        => Row "raw_value" RawOfJudged "leave the field empty";
    "another score than the computed one": "indicators" "threat_severity,p2," Set("score", "0.35")
        => Row "score" NotAsComputed "correct the value or the rows it comes from";
    "another raw value than the computed one":
        "indicators" "overlap_same_threat,p1," Set("raw_value", "0.2")
        => Row "raw_value" NotAsComputed "correct the value or the rows it comes from";
    "another low than one step down gives": "indicators" "agencies_balancing,p1," Set("low", "0.8")
        => Row "low" NotAsComputed "correct the value or the rows it comes from";
    "another high than one step up gives": "indicators" "agencies_balancing,p1," Set("high", "1")
        => Row "high" NotAsComputed "correct the value or the rows it comes from";
    "a computed score above 1": "indicators" "threat_severity,p2," Set("score", "1.2")
        => Row "score" RangeOrder "write numbers with 0 <= low <= score <= high <= 1";
    "a computed score above its high": "indicators" "threat_severity,p2," Set("high", "0.3")
        => Row "high" RangeOrder "high 0.3: write numbers with 0 <= low <= score <= high <= 1";
};

pub const OTHER_CODINGS: &[Planted] = planted! {
    "a second score twice": "second_coding" "coup_proofing,p1," Repeat
        => Repetition "indicator_id" Repeated "give each row a key of its own";
    "no second score in a phase": "second_coding" "coup_proofing,p1," Delete
        => Table "indicator_id" ScoreAbsent "no row for `coup_proofing` in p1: add it";
    "a second score of what is computed":
        "second_coding" "coup_proofing,p1," Set("indicator_id", "threat_severity")
        => Row "indicator_id" SecondOfComputed "so both codings share it: delete the row";
    "a second score of no indicator":
        "second_coding" "coup_proofing,p1," Set("indicator_id", "coup")
        => Row "indicator_id" Unknown
           "no indicator `coup`: name one that is listed in codebook, or add it there";
    "a second score in no phase": "second_coding" "coup_proofing,p1," Set("phase_id", "p5")
        => Row "phase_id" Unknown
           "no phase `p5`: name one that is listed in phases, or add it there";
    "a second score without a reason": "second_coding" "coup_proofing,p1," Set("rationale", "")
        => Row "rationale" Empty "is empty: write why this score";
    "a second score above its high": "second_coding" "coup_proofing,p1," Set("score", "0.4")
        => Row "score" RangeOrder "write numbers with 0 <= low <= score <= high <= 1";
    "a second score between two levels": "second_coding" "coup_proofing,p1," Set("score", "0.1")
        => Row "score" NotALevel "0.1 is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a superseded score of an indicator in force":
        "indicators_superseded" "parallel_forces,p1," Set("indicator_id", "coup_proofing")
        => Row "indicator_id" InForce
           "is an indicator of the codebook in force: keep only earlier ones here";
    "a superseded score twice": "indicators_superseded" "parallel_forces,p1," Repeat
        => Repetition "indicator_id" Repeated "give each row a key of its own";
    "a superseded score in no phase":
        "indicators_superseded" "parallel_forces,p1," Set("phase_id", "p5")
        => Row "phase_id" Unknown
           "no phase `p5`: name one that is listed in phases, or add it there";
    "a superseded score from an unknown source":
        "indicators_superseded" "parallel_forces,p1," Set("source_id", "cnmh")
        => Row "source_id" Unknown
           "no source `cnmh`: name one that is listed in sources, or add it there";
    "a superseded score above its high":
        "indicators_superseded" "parallel_forces,p1," Set("score", "0.8")
        => Row "score" RangeOrder "write numbers with 0 <= low <= score <= high <= 1";
    "a superseded score of no dimension":
        "indicators_superseded" "parallel_forces,p1," Set("dimension", "D5")
        => Row "dimension" UnknownWord "write one of D1, D2, D3, D4";
};

pub const NAMES_AND_REMARKS: &[Planted] = planted! {
    "a name twice": "names" "army,es," Repeat
        => Repetition "id" Repeated "give each row a key of its own";
    "no name in one language": "names" "army,es," Delete
        => Table "id" NameMissing "no name for `army` in the language `es`: add the row";
    "a name of nothing": "names" "army,es," Set("id", "armada")
        => Row "id" Unknown "name one that is listed in actors or phases, or add it there";
    "an unknown language": "names" "army,es," Set("locale", "fr")
        => Row "locale" UnknownWord "write one of en, es";
    "a name without its short form": "names" "army,es," Set("label", "")
        => Row "label" Empty "is empty: write the short form";
    "a name without its form in a sentence": "names" "army,es," Set("in_sentence", "")
        => Row "in_sentence" Empty "is empty: write the form for use in a sentence";
    "an unknown number": "names" "army,es," Set("number", "dual")
        => Row "number" UnknownWord "write one of singular, plural";
    "a claim twice": "claims" "D2," Repeat
        => Repetition "dimension" Repeated
           "`D2` stands in an earlier row too: give each row a key of its own";
    "no claim": "claims" "D2," Delete
        => Table "dimension" ClaimMissing
           "about D2: say on which side the theory's author puts the case";
    "a claim about no dimension": "claims" "D2," Set("dimension", "D5")
        => Row "dimension" UnknownWord "write one of D1, D2, D3, D4";
    "a claim on no side": "claims" "D2," Set("side", "inside")
        => Row "side" UnknownWord "write one of internal, external";
    "a claim from an unknown reading": "claims" "D2," Set("read", "excerpt")
        => Row "read" UnknownWord "write one of abstract, full";
    "a claim from an unknown source": "claims" "D2," Set("source_id", "quirk")
        => Row "source_id" Unknown
           "no source `quirk`: name one that is listed in sources, or add it there";
    "a remark on no dimension": "annotations" "D4,p3," Set("dimension", "D5")
        => Row "dimension" UnknownWord "write one of D1, D2, D3, D4";
    "a remark on no phase": "annotations" "D4,p3," Set("phase_id", "p5")
        => Row "phase_id" Unknown
           "no phase `p5`: name one that is listed in phases, or add it there";
    "a remark not in English": "annotations" "D4,p3," Set("en", "")
        => Row "en" Empty "is empty: write the remark in English";
    "a remark not in Spanish": "annotations" "D4,p3," Set("es", "")
        => Row "es" Empty "is empty: write the remark in Spanish";
    "a remark without a condition": "annotations" "D4,p3," Set("holds_while", "")
        => Row "holds_while" Empty "is empty: write the condition that makes the remark true";
    "a condition without a comparison":
        "annotations" "D4,p3," Set("holds_while", "coup_proofing 0.2")
        => Row "holds_while" NotACondition "write an indicator, one of = >= <= > <, and a number";
    "a condition on no indicator": "annotations" "D4,p3," Set("holds_while", "coup <= 0.2")
        => Row "holds_while" NotACondition "write an indicator, one of = >= <= > <, and a number";
    "a condition that the first coding breaks":
        "annotations" "D4,p3," Set("holds_while", "patron_stakes < 0.8")
        => Row "holds_while" ConditionBroken
           "the first coding, where the score is 0.800: correct the sentence or the condition";
    "a condition that the second coding breaks":
        "annotations" "D4,p3," Set("holds_while", "patron_stakes = 0.8")
        => Row "holds_while" ConditionBroken
           "the second coding, where the score is 0.600: correct the sentence or the condition";
    "a condition that the computed value breaks":
        "annotations" "D4,p3," Set("holds_while", "threat_severity > 0.7")
        => Row "holds_while" ConditionBroken
           "the computed value, where the score is 0.679: correct the sentence or the condition";
};

/// What only shows beside another case.
pub const TWINS: &[Planted] = planted! {
    "a twin that points elsewhere":
        "series_catalog" "population," Set("comparable_with", "ana_strength")
        => Table "comparable_with" TwinOneSided
           "write `population` in its comparable_with, or empty this one";
    "twins in two groups": "series_catalog" "population," Set("group", "forces")
        => Table "comparable_with" TwinGroup
           "of the other case is in the group other: put both in one group";
};
