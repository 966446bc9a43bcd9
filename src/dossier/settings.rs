//! What holds for a whole case: partners, years, the series behind severity.

use crate::table::row;

row! {
    /// Settings of a case.
    Settings in "settings" {
        /// Identifier, equal to the name of the folder: `us-colombia`.
        case_id: String,
        /// The great power.
        patron: String,
        /// The weak state.
        ally: String,
        /// First year.
        from_year: i32,
        /// Last year.
        to_year: i32,
        /// Series of battle deaths a year.
        deaths_series: String,
        /// Series of inhabitants.
        population_series: String,
        /// Rounded copy of deaths per million, for charts only.
        rate_series: String,
        /// First year that counts for severity: the first full year of the regime.
        severity_from_year: i32,
        /// What a year without a death count does: it is skipped.
        severity_missing_year: MissingYear,
        /// How far balance and collude move for the range of the response indicators, 0-1.
        range_step: f64,
        /// The most that open, authorised talks and truces count as help, 0-1.
        open_deal_cap: f64,
    }
}

crate::words::words! {
    /// What a year without a value does to a mean.
    MissingYear {
        /// It does not enter.
        Skip = "skip",
    }
}
