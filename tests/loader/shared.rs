//! Errors in what no case has to itself: the codebook and the reference alliances.

use crate::planted::Edit::{Delete, NoFile, Repeat, Set};
use crate::planted::{Planted, planted};

pub const CODEBOOK: &[Planted] = planted! {
    "no Spanish texts": "codebook.es" "indicator_id," NoFile
        => Table "" FileMissing "level_0.8,level_1,how_computed,ambiguity";
    "an unknown kind": "codebook" "threat_origin," Set("kind", "guessed")
        => Row "kind" UnknownWord "write one of judged, computed";
    "anchors out of order": "codebook" "threat_severity," Set("crossover", "300")
        => Row "crossover" AnchorsOutOfOrder
           "let the crossover lie strictly between full_out and full_in";
    "two anchors of three": "codebook" "threat_severity," Set("crossover", "")
        => Row "crossover" AnchorsMissing
           "needs all three anchors: full_out, crossover and full_in";
    "anchors of a judged indicator": "codebook" "threat_origin," Set("full_in", "1")
        => Row "full_in" AnchorsOfJudged "has no anchors: leave the three fields empty";
    "a weight of 0": "codebook" "threat_origin," Set("weight", "0")
        => Row "weight" NotAWeight
           "0 is no weight: write a number from 0.001 to 100, or leave it empty for 1";
    "a weight above 100": "codebook" "threat_origin," Set("weight", "100.5")
        => Row "weight" NotAWeight "write a number from 0.001 to 100, or leave it empty for 1";
    "a weight below 0": "codebook" "threat_origin," Set("weight", "-2")
        => Row "weight" NotAWeight "write a number from 0.001 to 100, or leave it empty for 1";
    "a word for a weight": "codebook" "threat_origin," Set("weight", "double")
        => Row "weight" Wanted "`double` cannot stand here: write a finite number";
    "an ambiguity not in English": "codebook" "control_loss," Set("ambiguity", "")
        => Row "ambiguity" Empty "write what the rule leaves open, as the other language does";
    "an ambiguity not in Spanish": "codebook.es" "control_loss," Set("ambiguity", "")
        => Row "ambiguity" Empty "write what the rule leaves open, as the other language does";
    "an indicator twice": "codebook" "coup_proofing," Repeat
        => Repetition "indicator_id" Repeated "give each row a key of its own";
    "no words for a level": "codebook" "coup_proofing," Set("level_0.4", "")
        => Row "" Empty "write the words of all six levels";
    "no question in Spanish": "codebook.es" "coup_proofing," Set("question", "")
        => Row "" Empty "write name, question, unit and rule";
    "a structure twice": "structure" "D3," Repeat
        => Repetition "dimension" Repeated "give each row a key of its own";
    "rows of two versions": "codebook" "coup_proofing," Set("version", "2")
        => Row "version" Wanted "`2` cannot stand here: write one version in all rows";
    "no Spanish row for an indicator": "codebook.es" "coup_proofing," Delete
        => Table "indicator_id" NameMissing
           "no name for `coup_proofing` in the language `es`: add the row";
    "a Spanish row for no indicator": "codebook.es" "coup_proofing," Set("indicator_id", "golpes")
        => Row "indicator_id" Unknown "name one that is listed in codebook.csv, or add it there";
    "a dimension without structure": "structure" "D3," Delete
        => Table "dimension" Empty "write a row for each of D1 to D4";
    "more indicators asked for than there are": "structure" "D3," Set("structure", "k_of_n:4")
        => Row "structure" Wanted "write a k_of_n of at most as many as the dimension has indicators";
    "an unknown structure": "structure" "D3," Set("structure", "median")
        => Row "structure" Wanted "write mean, min, max, geometric, k_of_n:2 (any count from 1) or power_mean:2 (-20 to 20, not 0)";
};

pub const REFERENCES: &[Planted] = planted! {
    "an alliance twice": "alliances" "nato_1949_89," Repeat
        => Repetition "case_id" Repeated "give each row a key of its own";
    "an alliance that ends before it starts": "alliances" "nato_1949_89," Set("to_year", "1948")
        => Row "to_year" YearsReversed "1949 to 1948 ends before it starts: swap the years";
    "an alliance without a name": "names" "nato_1949_89,es," Delete
        => Table "case_id" NameMissing
           "no name for `nato_1949_89` in the language `es`: add the row";
    "a name twice": "names" "nato_1949_89,es," Repeat
        => Repetition "case_id" Repeated "give each row a key of its own";
    "a name of no alliance": "names" "nato_1949_89,es," Set("case_id", "nato")
        => Row "case_id" Unknown
           "no alliance `nato`: name one that is listed in alliances, or add it there";
    "an empty name": "names" "nato_1949_89,es," Set("label", "")
        => Row "label" Empty "is empty: write the short form";
    "confidence above 1": "scores" "nato_1949_89,coup_proofing," Set("confidence", "1.5")
        => Row "confidence" OutOfBounds "1.5 lies outside 0 to 1: keep within these bounds";
    "a score of no alliance": "scores" "nato_1949_89,coup_proofing," Set("case_id", "nato")
        => Row "case_id" Unknown
           "no alliance `nato`: name one that is listed in alliances, or add it there";
    "a score of no indicator": "scores" "nato_1949_89,coup_proofing," Set("indicator_id", "coup")
        => Row "indicator_id" Unknown
           "no indicator `coup`: name one that is listed in codebook, or add it there";
    "a score twice": "scores" "nato_1949_89,coup_proofing," Repeat
        => Repetition "indicator_id" Repeated "give each row a key of its own";
    "no score for an indicator": "scores" "nato_1949_89,coup_proofing," Delete
        => Table "indicator_id" ScoreAbsent
           "no row for `coup_proofing` in nato_1949_89: add it";
    "a score above its high": "scores" "nato_1949_89,coup_proofing," Set("score", "1")
        => Row "score" RangeOrder "write numbers with 0 <= low <= score <= high <= 1";
    "a score between two levels": "scores" "nato_1949_89,coup_proofing," Set("score", "0.1")
        => Row "score" NotALevel "0.1 is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a score without confidence": "scores" "nato_1949_89,coup_proofing," Set("confidence", "")
        => Row "confidence" Empty "is empty: write a number from 0 to 1";
    "a score without a reason": "scores" "nato_1949_89,coup_proofing," Set("rationale", "")
        => Row "rationale" Empty "is empty: write why this score";
    "a score without literature": "scores" "nato_1949_89,coup_proofing," Set("source", "")
        => Row "source" Empty "is empty: write the literature behind the score";
    "no second score for an indicator": "second_coding" "nato_1949_89,coup_proofing," Delete
        => Table "indicator_id" ScoreAbsent
           "no row for `coup_proofing` in nato_1949_89: add it";
    "a second score between two levels":
        "second_coding" "nato_1949_89,coup_proofing," Set("high", "0.5")
        => Row "high" NotALevel "0.5 is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1";
    "a second score without a reason":
        "second_coding" "nato_1949_89,coup_proofing," Set("rationale", "")
        => Row "rationale" Empty "is empty: write why this score";
};
