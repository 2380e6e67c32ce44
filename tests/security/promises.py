"""What the desk promises (P1 to P26), and the tests and faults that attack each promise."""

from __future__ import annotations

Tests = tuple[tuple[str, str], ...]  # file, beginning of the test's name

CRASH = "crash/test_faults.py"
STORM = (CRASH, "test_a_storm_of_kills")
EVERY_FAULT = (CRASH, "test_nothing_is_lost_doubled_or_wrong")
LETTERS = (CRASH, "test_a_letter_in_three_mails_goes_once_as_approved")

PROMISES: dict[str, tuple[str, Tests]] = {
    "P1": ("stored raw before anything else", (
        EVERY_FAULT, STORM,
        ("servers/test_mailbox.py", "test_what_lies_there_is_stored_as_it_is_with_its_receipt"),
        ("servers/test_mailbox.py", "test_hostile_bytes_are_stored_like_any_other"),
    )),
    "P2": ("flags and folders belong to people", (
        EVERY_FAULT,
        ("servers/test_mailbox.py", "test_flags_moves_and_deletions_by_people_change_nothing"),
        ("servers/test_mailbox.py", "test_reading_leaves_mail_unseen"),
        ("servers/test_accountability.py", "test_what_is_missing_from_the_register_is_counted"),
    )),
    "P3": ("a new UIDVALIDITY is a full reading and no more", (
        EVERY_FAULT,
        ("servers/test_mailbox.py", "test_a_new_uidvalidity_means_a_full_reading_and_nothing_else"),
    )),
    "P4": ("one e-mail is one event", (
        ("unit/mailbox/test_identity.py", "test_copies_are_one_message_and_others_are_not"),
        ("servers/test_mailbox.py", "test_the_same_message_id_on_another_text_is_another_message"),
        ("servers/test_mailbox.py", "test_nameless_mail_is_told_apart_by_its_receipt"),
        ("flows/test_copies.py", "test_a_message_that_a_server_made_anew_is_shown"),
        ("flows/test_copies.py", "test_the_same_words_on_another_day_are_another_request"),
    )),
    "P5": ("a message that cannot be handled stops nothing", (
        ("store/test_unit_of_work.py", "test_what_we_died_over_waits_for_all_others_and_is_tried"),
        ("store/test_unit_of_work.py", "test_a_message_tried_three_times_is_worn_out"),
        ("servers/test_toy_imap.py", "test_a_message_that_is_not_given_stops_no_other_and_is_told"),
        ("servers/test_accountability.py", "test_a_stored_message_whose_file_is_gone_waits"),
    )),
    "P6": ("nobody is acknowledged twice, nobody is left without", (
        EVERY_FAULT, STORM, LETTERS,
        ("servers/test_service.py", "test_each_message_is_answered_once_through_stops_and_starts"),
    )),
    "P7": ("what may have gone is looked for", (
        EVERY_FAULT, LETTERS,
        ("servers/test_deliver.py", "test_what_may_have_gone_is_looked_for_and_then_goes_again"),
        ("servers/test_deliver.py", "test_a_letter_with_enclosures_never_goes_twice_by_itself"),
        ("servers/test_deliver.py", "test_while_our_own_mail_cannot_be_read_nothing_goes_again"),
    )),
    "P8": ("refused for good is told, refused for now is retried", (
        EVERY_FAULT,
        ("servers/test_deliver.py", "test_what_is_refused_for_good_is_told_to_a_person_once"),
        ("servers/test_service.py", "test_a_login_refused_after_it_had_worked_is_told_and_tried"),
    )),
    "P9": ("nothing goes to anybody but the person it is for", (
        EVERY_FAULT, STORM,
        ("servers/test_deliver.py", "test_our_copy_goes_in_the_same_transaction"),
    )),
    "P10": ("a reference names one case for ever", (
        EVERY_FAULT, STORM,
        ("store/test_unit_of_work.py", "test_numbers_are_given_out_once"),
        ("servers/test_restore.py", "test_what_went_out_after_the_backup_is_learnt_again"),
    )),
    "P11": ("the clock starts when the council's server received it", (
        EVERY_FAULT, STORM,
        ("servers/test_mailbox.py", "test_what_lies_there_is_stored_as_it_is_with_its_receipt"),
        ("unit/clock/test_witness.py", "test_every_date_has_the_same_nth_working_day"),
        ("flows/test_new_holiday.py", "test_a_new_holiday_moves_the_date_and_the_requester_is"),
    )),
    "P12": ("no clock that jumps moves a date or a reminder", (
        EVERY_FAULT,
        ("servers/test_clock_steps.py", "test_over_a_change_of_the_clocks_nothing_goes_twice"),
        ("servers/test_clock_steps.py", "test_a_clock_that_goes_back_stops_sending_until_it_is"),
        ("servers/test_clock_steps.py", "test_a_year_ahead_and_back_doubles_nothing"),
    )),
    "P13": ("each reminder once, and no burst of stale ones", (
        EVERY_FAULT,
        ("servers/test_clock_steps.py", "test_a_machine_that_slept_sends_one_digest_not_one_a_day"),
        ("servers/test_clock_steps.py", "test_after_days_without_a_way_out_one_digest_goes"),
    )),
    "P14": ("a mailbox that is away, slow, cut or lying", (
        EVERY_FAULT,
        ("servers/test_faults.py", "test_cut_at_any_byte_nothing_is_lost_or_doubled"),
        ("servers/test_faults.py", "test_a_mailbox_that_is_away_for_days_loses_nothing"),
        ("servers/test_slow_servers.py", "test_a_tls_handshake_that_comes_to_no_end_is_no_mailbox"),
    )),
    "P15": ("disk full: nothing is acknowledged that is not stored", (
        EVERY_FAULT,
        ("servers/test_faults.py", "test_content_is_whole_or_absent_when_writing_it_fails"),
        ("servers/test_mailbox.py", "test_nothing_is_fetched_when_the_disk_is_nearly_full"),
    )),
    "P16": ("database busy: waits; damaged: stops", (
        EVERY_FAULT,
        ("servers/test_faults.py", "test_a_locked_database_is_waited_for"),
        ("store/test_unit_of_work.py", "test_a_damaged_database_is_refused"),
        ("servers/test_service.py", "test_a_database_that_fails_ends_the_process_for_the"),
    )),
    "P17": ("restored from an older backup: quarantine", (
        EVERY_FAULT,
        ("servers/test_restore.py", "test_what_went_out_after_the_backup_is_learnt_again"),
        ("servers/test_restore.py", "test_a_whole_backlog_that_still_waits_in_the_backup_does"),
        ("servers/test_restore.py", "test_a_database_older_than_its_state_folder_is_noticed"),
        ("servers/test_restore.py", "test_where_nothing_shows_what_went_a_person_decides"),
        ("servers/test_restore.py", "test_what_has_gone_went_on_its_own_date"),
        ("servers/test_restore.py", "test_the_journal_is_proof_enough_and_outlives_the_database"),
    )),
    "P18": ("two instances: one works, the other leaves", (
        EVERY_FAULT,
        ("servers/test_second_instance.py", "test_it_leaves_with_a_reason"),
        ("servers/test_faults.py", "test_a_leader_that_stalled_beyond_its_lease_does_nothing_more"),
        ("servers/test_contention.py", "test_two_workers_on_one_database_do_no_work_twice"),
        ("store/test_unit_of_work.py", "test_a_lease_of_a_clock_far_ahead_keeps_nobody_out"),
        ("servers/test_deliver.py", "test_a_lease_that_is_lost_within_a_mail_keeps_its_dot_back"),
    )),
    "P19": ("a backlog: constant memory, oldest clock first", (
        STORM,
        ("flows/test_long_morning.py", "test_others_can_write_between_the_cases_of_a_morning"),
        ("store/test_unit_of_work.py", "test_a_flood_in_one_lane_keeps_no_other_waiting"),
        ("flows/test_backlog.py", "test_a_backlog_of_several_portions_is_answered_once_each"),
        ("bench/test_constant.py", "test_five_times_as_many_messages_are_collected_in_the_same"),
        ("store/test_turns.py", "test_who_waits_gets_in_between_long_transactions"),
        ("flows/test_many_at_once.py", "test_an_officer_with_more_than_a_mail_holds"),
        ("store/test_unit_of_work.py", "test_messages_are_claimed_oldest_first"),
        ("security/test_t05_floods.py", "test_one_sender_who_floods_does_not_keep_others"),
    )),
    "P20": ("upgrade in mid-flight", (
        EVERY_FAULT,
        ("store/test_unit_of_work.py", "test_a_newer_schema_is_refused"),
        ("store/test_migrate.py", "test_the_migrations_end_with_the_schema_of_the_tables"),
    )),
    "P21": ("memory is bounded", (
        ("bench/test_memory.py", "test_a_message_of_forty_megabytes_is_answered_in_little"),
        ("servers/test_mailbox.py", "test_a_large_message_goes_to_a_file"),
        ("unit/attachments/test_extractor.py", "test_the_parent_stays_small_whatever_it_opens"),
    )),
    "P22": ("a stop is over in half a minute", (
        STORM,
        ("unit/cli/test_stopping.py", "test_signals_upon_signals_stop_it_and_lock_nothing"),
        ("servers/test_deliver.py", "test_stopping_leaves_what_is_on_its_way_unknown_in_the_end"),
        ("servers/test_slow_servers.py", "test_a_stop_does_not_wait_for_a_server_that_keeps"),
    )),
    "P23": ("what is released is what was approved", (
        LETTERS,
        ("security/test_t01_approvals.py", "test_no_forged_approval_sends_a_letter"),
        ("flows/test_approval_race.py", "test_a_change_and_an_approval_at_the_same_moment"),
        ("servers/test_deliver.py", "test_a_mail_whose_file_is_gone_or_changed_waits"),
    )),
    "P24": ("every approval and answer is attributable", (
        ("security/test_p24_p26.py", "test_p24_"),
    )),
    "P25": ("the audit is append-only and shows what was changed", (
        ("servers/test_audit_command.py", "test_each_harm_is_found"),
        ("store/test_unit_of_work.py", "test_what_is_changed_in_the_audit_is_found"),
    )),
    "P26": ("nobody can make us miss a date by mail", (
        ("security/test_p24_p26.py", "test_p26_no_mail_of_a_stranger_moves_a_date"),
        ("security/test_p24_p26.py", "test_p26_a_bounce"),
        ("flows/test_mended.py", "test_only_the_requester_withdraws"),
        ("security/test_t05_floods.py", "test_one_sender_who_floods_does_not_keep_others"),
    )),
}  # fmt: skip
