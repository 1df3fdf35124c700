// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/FilterWords.h"

#include "core/trace/Filter.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace heddle {

namespace {

constexpr qsizetype mostOffered = 200;
constexpr std::size_t mostListed = 20'000;

QString textOf(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

// A name that more than one have is told by its path.
template <class Info>
QStringList toldApart(std::vector<const Info*> infos) {
    infos.resize(std::min(infos.size(), mostListed));
    QHash<QString, int> times;
    for (const Info* info : infos)
        ++times[QString::fromStdString(info->name())];
    QStringList told;
    for (const Info* info : infos) {
        const QString name = QString::fromStdString(info->name());
        told << (times[name] == 1 ? name : QString::fromStdString(info->path));
    }
    told.removeDuplicates();
    return told;
}

QStringList namesOf(Filter::Key key) {
    QStringList names;
    for (const std::string_view name : Filter::namesOf(key))
        names << textOf(name);
    names.removeAll(QStringLiteral("none"));
    return names;
}

// Whole names, and behind them the short ones, which stand for all that end in them.
QStringList operations() {
    QStringList names = namesOf(Filter::Key::op), verbs;
    for (const QString& name : names)
        if (name.contains(QLatin1Char('.')))
            verbs << name.section(QLatin1Char('.'), 1);
    names << verbs;
    names.removeDuplicates();
    return names;
}

// 0: it begins so; 1: a part of it does; empty: neither.
std::optional<int> rankOf(const QString& word, const QString& typed) {
    if (word.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    for (qsizetype at = word.indexOf(typed, 1, Qt::CaseInsensitive); at > 0;
         at = word.indexOf(typed, at + 1, Qt::CaseInsensitive))
        if (!word[at - 1].isLetterOrNumber())
            return 1;
    return std::nullopt;
}

QStringList fitting(const QStringList& words, const QString& typed) {
    std::array<QStringList, 2> found;
    for (const QString& word : words)
        if (const auto rank = rankOf(word, typed))
            found[static_cast<std::size_t>(*rank)] << word;
    const QStringList all = (found[0] + found[1]).mid(0, mostOffered);
    return all == QStringList(typed) ? QStringList() : all;
}

// As a value that fits it: `*` stands for what cannot be written in one.
QString valueFor(QString word) {
    bool isParted = false;
    for (QChar& letter : word) {
        isParted = isParted || letter == QLatin1Char(' ');
        if (letter == QLatin1Char('|') || letter == QLatin1Char('"') ||
            (letter.isSpace() && letter != QLatin1Char(' ')))
            letter = QLatin1Char('*');
    }
    return isParted ? QLatin1Char('"') + word + QLatin1Char('"') : word;
}

// Where the term begins in which the cursor stands: blanks within quotes part nothing.
qsizetype beginOfTerm(const QString& text, qsizetype cursor) {
    qsizetype begin = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < cursor; ++i) {
        if (text[i] == QLatin1Char('"'))
            isQuoted = !isQuoted;
        if (text[i].isSpace() && !isQuoted)
            begin = i + 1;
    }
    return begin;
}

}  // namespace

FilterWords::Offer FilterWords::at(const QString& text, qsizetype cursor) const {
    const qsizetype begin = beginOfTerm(text, cursor);
    const QString term = text.mid(begin, cursor - begin);
    const qsizetype equals = term.indexOf(QLatin1Char('='));
    Offer offer;
    if (equals < 0) {
        QStringList keys;
        for (const std::string_view key : Filter::keys())
            keys << textOf(key) + QLatin1Char('=');
        offer = {begin, term.size(), term.isEmpty() ? QStringList() : fitting(keys, term)};
        return offer;
    }
    QString key = term.left(equals);
    if (key.endsWith(QLatin1Char('!')))
        key.chop(1);
    const qsizetype value = std::max(equals, term.lastIndexOf(QLatin1Char('|'))) + 1;
    offer.from = begin + value;
    offer.length = term.size() - value;
    const QString typed = term.mid(value).remove(QLatin1Char('"'));
    for (const QString& word : fitting(valuesOf(key), typed))
        offer.words << valueFor(word);
    return offer;
}

QStringList FilterWords::valuesOf(const QString& key) const {
    if (key == QLatin1String("op"))
        return operations();
    if (key == QLatin1String("phase"))
        return namesOf(Filter::Key::phase);
    if (key == QLatin1String("outcome"))
        return namesOf(Filter::Key::outcome);
    if (key == QLatin1String("depth"))
        return namesOf(Filter::Key::depth);
    if (key == QLatin1String("worker"))
        return known().workers;
    if (key == QLatin1String("object"))
        return known().objects;
    return key == QLatin1String("file") ? known().files : QStringList();
}

const FilterWords::Known& FilterWords::known() const {
    const std::size_t count = m_trace ? m_trace->names().count() : 0;
    if (std::exchange(m_knownOf, count) != count)
        m_known = listed();
    return m_known;
}

// Threads, processes, the clock and the output are objects too, which most look for by another word: they
// come last.
FilterWords::Known FilterWords::listed() const {
    std::vector<const ObjectInfo*> objects = m_trace->names().objects();
    std::stable_partition(objects.begin(), objects.end(), [](const ObjectInfo* info) {
        return info->kind != ObjectKind::thread && info->kind != ObjectKind::process &&
               info->kind != ObjectKind::clock && info->kind != ObjectKind::output;
    });
    Known known{toldApart(m_trace->names().workersAsMade()), toldApart(std::move(objects)), {}};
    for (const SiteInfo* site : m_trace->names().sites())
        known.files << QString::fromStdString(site->file).section(QLatin1Char('/'), -1);
    known.files.removeDuplicates();
    return known;
}

QString FilterWords::example() const {
    const QStringList &things = known().objects, &who = known().workers;
    if (!things.isEmpty())
        return QStringLiteral("object=") + valueFor(things.front());
    return QStringLiteral("worker=") + (who.isEmpty() ? QStringLiteral("main") : valueFor(who.front()));
}

}  // namespace heddle
