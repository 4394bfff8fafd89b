"""The commands of the bot's own."""

from __future__ import annotations

from bot.own.audit import AUDIT
from bot.own.ban import BAN, UNBAN
from bot.own.config import CONFIG
from bot.own.creator import CREATOR
from bot.own.grant import GRANT
from bot.own.health import HEALTH
from bot.own.help import HELP
from bot.own.history import HISTORY
from bot.own.inbox import INBOX
from bot.own.leaderboard import LEADERBOARD
from bot.own.locks import LOCKS
from bot.own.menu import MENU
from bot.own.moderate import MODERATE
from bot.own.odds import ODDS
from bot.own.own import Own
from bot.own.preferences import SETTINGS
from bot.own.reload import RELOAD
from bot.own.report import REPORT
from bot.own.revenue import REVENUE
from bot.own.revert import REVERT
from bot.own.rollback import ROLLBACK
from bot.own.setup import SETUP
from bot.own.shop import SHOP
from bot.own.stats import STATS
from bot.own.status import STATUS

OWN: tuple[Own, ...] = (
    AUDIT,
    BAN,
    CONFIG,
    CREATOR,
    GRANT,
    HEALTH,
    HELP,
    HISTORY,
    INBOX,
    LEADERBOARD,
    LOCKS,
    MENU,
    ODDS,
    MODERATE,
    RELOAD,
    REPORT,
    REVENUE,
    REVERT,
    ROLLBACK,
    SETUP,
    SETTINGS,
    SHOP,
    STATS,
    STATUS,
    UNBAN,
)
