"""What each key that ``show`` prints means, in one plain sentence."""

GROUP_KEYS = {
    "role": "Whose answers: mentor or mentee; roles are never pooled.",
    "cohort": "The cohort; only with `--by cohort`.",
    "site": "The site; only with `--by site`.",
    "specialty": "The specialty; only with `--by specialty`.",
}
CHANGE_KEYS = {
    "domain": "The stored name of the question, or `total` for the sum of all domains.",
    "label": "The question in words; for the total with the highest sum possible.",
    "n_pairs": "How many people answered it both before and after; all figures below are theirs.",
    "n_up": "How many of them answered higher after than before.",
    "n_same": "How many of them answered the same.",
    "n_down": "How many of them answered lower after than before.",
    "share_up": "n_up / n_pairs, between 0 and 1.",
    "share_up_low": "Lower end of the exact (Clopper-Pearson) 95% interval of share_up.",
    "share_up_high": "Upper end of that interval.",
    "share_down": "n_down / n_pairs, between 0 and 1.",
    "share_down_low": "Lower end of the exact (Clopper-Pearson) 95% interval of share_down.",
    "share_down_high": "Upper end of that interval.",
    "net_change": "share_up less share_down, between -1 and 1.",
    "net_low": "Lower end of the large-sample 95% score interval of net_change (Tango 1998): for "
    "its size only, it decides nothing.",
    "net_high": "Upper end of that interval.",
    "pre_median": "Median before, in points of the scale.",
    "pre_q1": "Lower quartile before, in points.",
    "pre_q3": "Upper quartile before, in points.",
    "post_median": "Median after, in points.",
    "post_q1": "Lower quartile after, in points.",
    "post_q3": "Upper quartile after, in points.",
    "p_exact": "Exact two-sided p of Wilcoxon's signed-rank test; people who did not change "
    "are left out.",
    "p_asymptotic": "The same test by its large-sample formula, as many papers print it; it can be "
    "too small in small groups.",
    "p_sign": "Exact two-sided p of the sign test, which asks only who rose and who fell.",
    "p_floor": "The smallest exact p that n_pairs people could reach at all.",
    "p_floor_changed": "The smallest exact p that the people who changed could reach.",
    "p_holm": "p_exact adjusted by Holm's method for all domains of the instrument; none for the "
    "total.",
    "rank_biserial": "Size of the change among those who changed, from -1 (all fell) to 1 (all "
    "rose).",
    "typical_change": "The typical change of the total in points (Hodges-Lehmann); only for the "
    "total and from six people on.",
    "typical_low": "Lower end of the 95% interval of typical_change.",
    "typical_high": "Upper end of that interval.",
    "p_judged": "p_sign adjusted for everything that is judged: the roles share the level, the "
    "total comes first; none under a filter or a split.",
    "verdict": "What may be said: `shown`, `points one way`, `no clear direction`, or "
    "`exploratory` where nothing is judged.",
}
PARTICIPATION_KEYS = {
    "step": "The stored name of the step; a step nobody's data mention is not printed.",
    "label": "The step in words.",
    "n": "How many people took this step.",
    "n_of": "How many people of this role and group are known at all.",
    "share": "n / n_of, between 0 and 1.",
    "share_low": "Lower end of the exact (Clopper-Pearson) 95% interval of share.",
    "share_high": "Upper end of that interval.",
}
CONCERN_KEYS = {
    "theme": "The stored name of the concern.",
    "label": "The concern in words.",
    "n_answered": "How many people said both what they feared before and what happened; all "
    "figures below are theirs.",
    "n_feared": "How many of them feared it before.",
    "n_happened": "How many of them saw it happen, feared or not.",
    "n_feared_and_happened": "How many feared it and saw it happen.",
    "n_feared_not_happened": "How many feared it and did not see it happen.",
    "n_not_feared_happened": "How many had not feared it and saw it happen.",
    "n_neither": "How many neither feared it nor saw it happen.",
    "happened_upper": "The largest share of those who feared it that may see it happen, as far as "
    "so few can tell (one-sided exact 95% limit).",
    "p_mcnemar": "Exact two-sided McNemar p: did fearing and happening differ in how often they "
    "were named?",
}
OVERVIEW_KEYS = {
    "point": "The stored name of the question.",
    "label": "The question in words.",
    "sentence": "The answer.",
    "page": "The page of the dashboard that tells more.",
}


def shown_keys() -> dict[str, dict[str, str]]:
    """For every question of ``show``, its keys in the order printed and what each means."""
    return {
        "change": GROUP_KEYS | CHANGE_KEYS,
        "participation": GROUP_KEYS | PARTICIPATION_KEYS,
        "concerns": GROUP_KEYS | CONCERN_KEYS,
        "overview": OVERVIEW_KEYS,
    }
