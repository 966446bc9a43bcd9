//! The tables of a documented case: one struct a row, its fields the columns.

use crate::codebook::{Dimension, Locale};
use crate::membership::Side;
use crate::table::row;
use crate::words::words;

words! {
    /// What an actor is.
    ActorKind {
        /// A great power.
        GreatPower = "great_power",
        /// Head of the regime.
        RegimeLeader = "regime_leader",
        /// An organ of the state.
        Agency = "agency",
        /// An armed group beside the state.
        Paramilitary = "paramilitary",
        /// An armed group against the state.
        Insurgent = "insurgent",
        /// A trafficking organisation.
        CriminalNetwork = "criminal_network",
    }
}

words! {
    /// The side on which an actor stands.
    Role {
        /// The great power.
        Patron = "patron",
        /// The weak state and its organs.
        Regime = "regime",
        /// An armed domestic enemy.
        Threat = "threat",
    }
}

words! {
    /// How sure the coder is of a row.
    Confidence {
        /// Source read or official finding, nothing contested.
        High = "high",
        /// Documented.
        Medium = "medium",
        /// Weakly documented.
        Low = "low",
    }
}

words! {
    /// How the source behind a row was read.
    SourceRead {
        /// As a whole data file.
        Full = "full",
        /// A passage that bears on the row.
        Excerpt = "excerpt",
        /// Not read for this row: not yet checked against the source.
        Memory = "memory",
    }
}

words! {
    /// What stands behind an act or behind help.
    Finding {
        /// Judgment of a highest or international court.
        FinalJudgment = "final_judgment",
        /// Judgment of a lower court, a plea, or one with a remedy pending.
        Conviction = "conviction",
        /// Inquiry of a parliament, an inspector, an army, a state commission.
        OfficialInquiry = "official_inquiry",
        /// Book, press, data, law or treaty.
        Report = "report",
        /// Denied or answered differently, and not settled.
        Contested = "contested",
    }
}

impl Finding {
    /// Whether a court or an official inquiry stands behind the row.
    pub const fn is_official(self) -> bool {
        matches!(self, Self::FinalJudgment | Self::Conviction | Self::OfficialInquiry)
    }
}

words! {
    /// What an event is about.
    Category {
        /// The tie between patron and ally.
        Alliance = "alliance",
        /// An act of an enemy.
        Threat = "threat",
        /// An act against an enemy.
        Operation = "operation",
        /// Help for an enemy.
        Collusion = "collusion",
        /// Agencies against each other or against orders.
        Fragmentation = "fragmentation",
        /// Appointment or dismissal.
        Appointment = "appointment",
        /// Talks and terms.
        Negotiation = "negotiation",
        /// Law or decree.
        Law = "law",
        /// Elections and parties.
        Politics = "politics",
        /// Control of the government.
        Oversight = "oversight",
        /// Reform.
        Reform = "reform",
        /// Make-up of the forces.
        ForceDesign = "force_design",
        /// Killing of civilians.
        Atrocity = "atrocity",
    }
}

words! {
    /// Where a value of a series comes from.
    Quality {
        /// Read from a data file.
        Dataset = "dataset",
        /// Stands in the report.
        Report = "report",
        /// An estimate.
        Estimate = "estimate",
        /// Computed from other values.
        Derived = "derived",
    }
}

words! {
    /// What a series is about.
    SeriesGroup {
        /// Deaths and attacks.
        Violence = "violence",
        /// Money and arms from the patron.
        Aid = "aid",
        /// Strength of forces and groups.
        Forces = "forces",
        /// Drug economy.
        Drugs = "drugs",
        /// Institutions and rights.
        Institutions = "institutions",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// A plain yes or no.
    YesNo {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

words! {
    /// Terms of a source, as far as known.
    Licence {
        /// A work of the United States government.
        PublicDomain = "public domain US government",
        /// Creative Commons, attribution.
        CcBy = "CC BY",
        /// Creative Commons, attribution, share alike.
        CcBySa = "CC BY-SA",
        /// Not for commerce.
        NonCommercial = "non-commercial",
        /// Not known.
        Unknown = "unknown",
    }
}

words! {
    /// What may be passed on of a source.
    Redistribute {
        /// Its values, with attribution.
        Yes = "yes",
        /// Single facts, cited.
        FactsOnly = "facts_only",
        /// Not even values.
        No = "no",
    }
}

words! {
    /// Grammatical number of a name.
    Number {
        /// One.
        Singular = "singular",
        /// Many.
        Plural = "plural",
    }
}

words! {
    /// How much of a work was read for a claim.
    ClaimRead {
        /// Its abstract.
        Abstract = "abstract",
        /// The whole work.
        Full = "full",
    }
}

row! {
    /// A setting of the case, as the file has it.
    SettingRow in "case" {
        /// Name of the setting.
        key: String,
        /// Its value.
        value: String,
        /// Why.
        note: String,
    }
}

row! {
    /// A period of the case. Periods touch, never overlap, and together are the case.
    Phase in "phases" {
        /// Identifier within the case.
        phase_id: String,
        /// Name in English.
        name: String,
        /// First year.
        from_year: i32,
        /// Last year.
        to_year: i32,
        /// What happened, in a sentence.
        summary: String,
    }
}

row! {
    /// Patron, regime leader, agency, auxiliary force or threat.
    Actor in "actors" {
        /// Identifier within the case.
        actor_id: String,
        /// Name in English.
        name: String,
        /// What it is.
        kind: ActorKind,
        /// On which side it stands.
        role: Role,
        /// First year.
        from_year: i32,
        /// Last year.
        to_year: i32,
        /// For a threat: the year from which regime or patron treats it as an enemy.
        enemy_from: Option<i32>,
        /// For a threat: its weight, above 0 and up to 1.
        salience: Option<f64>,
        /// A remark.
        note: String,
        /// Source of the remark; may be empty.
        source_id: String,
    }
}

row! {
    /// How an actor, a phase or a side of the case is called in one language.
    Name in "names" {
        /// Actor, phase, or one of `patron`, `ally`, `state`.
        id: String,
        /// The language.
        locale: Locale,
        /// Short form, for use beside a mark.
        label: String,
        /// Form for use inside a sentence, with its article.
        in_sentence: String,
        /// Singular or plural, for agreement in a sentence.
        number: Number,
    }
}

row! {
    /// What one agency did against or for one threat in some years.
    Relation in "relations" {
        /// The agency.
        agency_id: String,
        /// The threat.
        threat_id: String,
        /// First year.
        from_year: i32,
        /// Last year.
        to_year: i32,
        /// How hard the agency fought the threat, in tenths, 0-1.
        balance: f64,
        /// How much the agency helped the threat, in tenths, 0-1.
        collude: f64,
        /// What is documented.
        evidence: String,
        /// Where.
        source_id: String,
        /// How sure the coder is.
        confidence: Confidence,
        /// How the source was read.
        source_read: SourceRead,
        /// What stands behind it.
        finding: Finding,
    }
}

impl Relation {
    /// Whether the row covers a year.
    pub(crate) fn covers(&self, year: i32) -> bool {
        (self.from_year..=self.to_year).contains(&year)
    }

    /// Whether the row's source was read for it, in whole or in part.
    pub fn is_checked(&self) -> bool {
        self.source_read != SourceRead::Memory
    }
}

row! {
    /// A dated event.
    Event in "events" {
        /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as known.
        date: String,
        /// Title.
        title: String,
        /// What happened.
        summary: String,
        /// What it is about.
        category: Category,
        /// The dimension it speaks to, if any.
        dimension: Option<Dimension>,
        /// Where it is documented.
        source_id: String,
        /// How the source was read.
        source_read: SourceRead,
        /// What stands behind it.
        finding: Finding,
    }
}

row! {
    /// One value of a series.
    SeriesValue in "series" {
        /// The series.
        series_id: String,
        /// The year.
        year: i32,
        /// Quarter 1-4; none for a whole year.
        quarter: Option<u8>,
        /// The value, in the unit of the catalogue.
        value: f64,
        /// Lower bound.
        low: Option<f64>,
        /// Upper bound.
        high: Option<f64>,
        /// Where it stands.
        source_id: String,
        /// Where it comes from.
        quality: Quality,
    }
}

row! {
    /// What a series is.
    SeriesEntry in "series_catalog" {
        /// The series.
        series_id: String,
        /// Its name.
        label: String,
        /// Its unit.
        unit: String,
        /// What it is about.
        group: SeriesGroup,
        /// Whether it suits a timeline.
        good_for_timeline: YesNo,
        /// Its twin in the other case; may be empty.
        comparable_with: String,
        /// A remark.
        note: String,
        /// The computed indicator that needs it; may be empty.
        needed_for: String,
    }
}

row! {
    /// The first coding of one indicator in one phase.
    IndicatorScore in "indicators" {
        /// The indicator.
        indicator_id: String,
        /// The phase.
        phase_id: String,
        /// A judged score. A computed one is kept in the file for reading only and recomputed.
        score: Option<f64>,
        /// The lowest score that could be defended.
        low: f64,
        /// The highest score that could be defended.
        high: f64,
        /// A computed indicator's value before calibration, kept in the file for reading only.
        raw_value: Option<f64>,
        /// Why.
        rationale: String,
        /// The leading source.
        source_id: String,
    }
}

row! {
    /// The second coding of one judged indicator in one phase.
    SecondScore in "second_coding" {
        /// The indicator.
        indicator_id: String,
        /// The phase.
        phase_id: String,
        /// The score.
        score: f64,
        /// The lowest score that could be defended.
        low: f64,
        /// The highest score that could be defended.
        high: f64,
        /// Why.
        rationale: String,
    }
}

row! {
    /// An indicator of an earlier codebook, kept as it stood; in no dimension.
    SupersededScore in "indicators_superseded" {
        /// The earlier indicator.
        indicator_id: String,
        /// The phase.
        phase_id: String,
        /// The score.
        score: f64,
        /// The lowest score that could be defended.
        low: f64,
        /// The highest score that could be defended.
        high: f64,
        /// The dimension it belonged to.
        dimension: Option<Dimension>,
        /// Its name.
        name: String,
        /// Its rule.
        coding_rule: String,
        /// Why.
        rationale: String,
        /// The leading source.
        source_id: String,
    }
}

row! {
    /// A source.
    Source in "sources" {
        /// Identifier within the case.
        source_id: String,
        /// Author or organisation.
        author_or_org: String,
        /// Year of publication.
        year: i32,
        /// Title.
        title: String,
        /// Where it appeared.
        publication: String,
        /// Address of the document; empty where it is not surely known.
        url: String,
        /// Terms, as far as known.
        licence: Licence,
        /// What may be passed on.
        redistribute: Redistribute,
        /// How it was read.
        note: Option<String>,
    }
}

row! {
    /// What the author of the theory claims about one dimension of the case.
    Claim in "claims" {
        /// The dimension.
        dimension: Dimension,
        /// The side on which the claim puts the case.
        side: Side,
        /// How much of the work was read.
        read: ClaimRead,
        /// The work.
        source_id: String,
    }
}

row! {
    /// A short remark on the drawing of one dimension, with the condition that keeps it true.
    Annotation in "annotations" {
        /// The dimension.
        dimension: Dimension,
        /// The phase it points at.
        phase_id: String,
        /// Conditions on both codings, such as `control_loss <= 0.4; agency_autonomy > 0.5`.
        holds_while: String,
        /// English.
        en: String,
        /// Spanish.
        es: String,
    }
}
