"""The threats T1 to T32, and the tests that hold each."""

from __future__ import annotations

# What each threat is, and the tests that hold it (file, name).
THREATS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "T1": ("forged officer or approver", (
        ("unit/trust/test_matrix.py", "test_a_forged_approval_is_refused_and_told_why"),
        ("security/test_t01_approvals.py", "test_no_forged_approval_sends_a_letter"),
    )),
    "T2": ("two parsers, two senders", (
        ("unit/message/test_address.py", "test_the_strict_reading_of_a_header_value"),
        ("unit/message/test_address.py", "test_a_message_with_two_from_headers_has_no_sender"),
    )),
    "T3": ("the ticket trick", (("security/test_strangers.py", "test_t03_"),)),
    "T4": ("loops", (
        ("security/test_strangers.py", "test_t04_"),
        ("security/test_t05_floods.py", "test_the_limits_open_again_with_the_hour_and_the_day"),
    )),
    "T5": ("backscatter", (
        ("security/test_t05_floods.py", "test_of_many_forged_senders_at_most"),
    )),
    "T6": ("floods", (
        ("security/test_t05_floods.py", "test_one_sender_who_floods_does_not_keep_others"),
        ("unit/message/test_bounds.py", "test_a_flood_of_anything_costs_in_proportion"),
    )),
    "T7": ("header injection", (
        ("unit/letter/test_headers.py", "test_what_cannot_be_seen_does_not_get_into_a_header"),
        ("unit/letter/test_headers.py", "test_anything_but_one_plain_address_is_refused"),
    )),
    "T8": ("template and HTML injection", (
        ("security/test_strangers.py", "test_t08_t09_t17_"),
        ("unit/letter/test_markup.py", "test_a_value_is_words_whatever_is_in_it"),
    )),
    "T9": ("Jinja", (
        ("security/test_strangers.py", "test_t08_t09_t17_"),
        ("unit/letter/test_response.py", "test_what_a_requester_wrote_is_never_code"),
    )),
    "T10": ("zip and PDF bombs", (
        ("unit/attachments/test_extractor.py", "test_a_pdf_of_nested_filters_ends_with_a_finding"),
        ("unit/attachments/test_extractor.py", "test_the_parent_stays_small_whatever_it_opens"),
    )),
    "T11": ("XML entities", (
        ("unit/attachments/test_extractor.py", "test_what_stands_in_the_way_is_a_finding"),
    )),
    "T12": ("winmail.dat", (
        ("unit/attachments/test_extractor.py", "test_changed_winmail_dat_and_workbooks_never"),
    )),
    "T13": ("patterns that take for ever", (
        ("unit/message/test_hostile.py", "test_a_pattern_is_linear_on_its_worst_letters"),
        ("unit/request/test_linear.py", "test_the_time_grows_with_the_text_and_no_faster"),
    )),
    "T14": ("Unicode tricks", (
        ("unit/message/test_address.py", "test_a_domain_is_told_apart_from_its_look_alike"),
        ("unit/message/test_address.py", "test_a_name_is_shown_without_controls"),
    )),
    "T15": ("names of attachments", (
        ("unit/message/test_filenames.py", "test_no_name_is_a_path_or_empty"),
    )),
    "T16": ("formulas in sheets", (
        ("unit/reports/test_tracker.py", "test_a_subject_that_begins_like_a_formula_is_words"),
        ("unit/reports/test_cells.py", "test_what_a_spreadsheet_would_work_out_is_words"),
        ("unit/reports/test_cells.py", "test_every_table_of_ours_goes_through_it"),
    )),
    "T17": ("remote content", (
        ("security/test_strangers.py", "test_t08_t09_t17_"),
        ("servers/test_no_network.py", "test_mail_is_read_and_answered_in_an_empty"),
    )),
    "T18": ("one requester's mail in another's case", (
        ("security/test_t18_other_cases.py", "test_nobody_joins_anothers_case"),
    )),
    "T19": ("guesses", (("unit/trust/test_tokens.py", "test_guesses_open_nothing"),)),
    "T20": ("who asked is shown to officers", (
        ("unit/case/test_blind.py", "test_who_asked_is_masked"),
        ("flows/test_blind.py", "test_what_is_asked_back_of_an_officer_is_blind_too"),
    )),
    "T21": ("internal words in a letter", (
        ("replies/test_canaries.py", "test_no_planted_word_is_in_an_answer"),
    )),
    "T22": ("wrong address", (("crash/test_faults.py", "test_nothing_is_lost_doubled_or_wrong"),)),
    "T23": ("hidden data in enclosures", (
        ("unit/enclosures/test_hiding_places.py", "test_a_canary_stays_here"),
    )),
    "T24": ("secrets in logs", (
        ("servers/test_secrets.py", "test_the_log_holds_no_password_address_subject_or_word"),
        ("crash/test_faults.py", "test_nothing_is_lost_doubled_or_wrong"),
    )),
    "T25": ("at rest", (
        ("security/test_t25_at_rest.py", "test_nobody_else_can_read_what_is_kept"),
        ("security/test_t25_at_rest.py", "test_what_stood_open_is_closed_at_the_next_start"),
        ("servers/test_restore.py", "test_a_backup_comes_back_whole"),
    )),
    "T26": ("erasure", (
        ("flows/test_retention.py", "test_what_is_erased_is_on_no_page_and_the_chain_is_whole"),
    )),
    "T27": ("supply chain", (
        ("supply/test_locks.py", "test_every_line_of_a_lock_is_a_version_with_its_hashes"),
        ("supply/test_weights.py", "test_the_weights_are_those_that_were_written_down"),
    )),
    "T28": ("SMTP and IMAP injection", (
        ("servers/test_deliver.py", "test_no_content_can_end_the_mail_early"),
        ("servers/test_deliver.py", "test_an_address_that_is_none_is_never_put_on_the_wire"),
    )),
    "T29": ("files of requesters to officers", (("security/test_strangers.py", "test_t29_"),)),
    "T30": ("change after approval", (
        ("flows/test_approval.py", "test_a_later_answer_voids_the_draft"),
        ("flows/test_approval_race.py", "test_a_change_and_an_approval_at_the_same_moment_never"),
        ("flows/test_two_people.py", "test_a_change_between_the_two_approvals_makes_both"),
    )),
    "T31": ("content that gives orders", (
        ("security/test_strangers.py", "test_t31_"),
        ("unit/replies/test_decisions.py", "test_a_code_below_the_tenth_line_is_not_seen"),
    )),
    "T32": ("cancelled by a stranger", (
        ("flows/test_mended.py", "test_only_the_requester_withdraws"),
    )),
}  # fmt: skip
