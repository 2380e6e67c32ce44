"""Every mail there is, by the folder of its template, with the names that the template may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from foibot.letter import governance, officer, parcels, requester, reviews
from foibot.letter.response import Response

ALL = (
    requester.Acknowledgement,
    requester.ClarificationAsked,
    requester.ClarificationReminder,
    requester.Clarified,
    requester.Status,
    requester.Extension,
    requester.FeeNotice,
    requester.FeeReceived,
    requester.Transfer,
    requester.WithdrawalConfirmed,
    requester.CorrectionConfirmed,
    requester.ValidityHelp,
    reviews.ReviewAcknowledgement,
    reviews.ReviewExtended,
    reviews.ReviewOutcome,
    requester.DateChanged,
    Response,
    parcels.ResponseFiles,
    officer.Digest,
    officer.Assignment,
    officer.Reminder,
    officer.Confirmation,
    officer.Unclear,
    officer.Escalation,
    governance.Alert,
    governance.Weekly,
    governance.DraftForApproval,
    parcels.DraftFiles,
    governance.DraftVoided,
    governance.SecondLook,
    governance.DecisionConfirmation,
    governance.CodeNeeded,
    reviews.ReviewAssignment,
    governance.Consultation,
    governance.QualifiedPerson,
)
CONTEXTS: Mapping[str, frozenset[str]] = {
    one.template: frozenset(field.name for field in fields(one)) for one in ALL
}
