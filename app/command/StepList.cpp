// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/StepList.h"

#include "app/bridge/StepWords.h"
#include "app/command/WorldText.h"
#include "core/trace/StepInstant.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace heddle {
namespace {

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width)
        text.resize(width, ' ');
    return text;
}

std::string wordsOf(Stand stand) {
    switch (stand) {
    case Stand::running:
        return "runs";
    case Stand::atGate:
        return "at the gate";
    case Stand::waiting:
        return "waits";
    case Stand::aside:
        return "set aside";
    case Stand::ended:
        return "ended";
    }
    return "";
}

std::string wordsOf(Ability ability) {
    switch (ability) {
    case Ability::no:
        return "cannot go";
    case Ability::go:
        return "can go";
    case Ability::wait:
        return "would wait";
    case Ability::fire:
        return "can go: its time comes";
    }
    return "";
}

}  // namespace

void StepList::show(std::shared_ptr<const Trace> trace) {
    m_trace = std::move(trace);
    m_describer.emplace(m_trace);
    m_snapshots.emplace(m_trace);
    m_numbers.clear();
    m_told = 0;
}

std::string StepList::news(std::size_t events) {
    std::string text;
    for (; m_told < events; ++m_told) {
        const Event event = m_trace->event(m_told);
        const bool isStep = event.isStep(), hasDied = event.outcome == Outcome::killed;
        if (isStep || hasDied || (m_steps != Depth::program && event.phase != Phase::called))
            text += padded(isStep ? std::to_string(m_trace->stepAt(m_told)) : "", 5) + " " +
                    m_describer->inEnglish(m_told) + "\n";
    }
    return text;
}

// Whom Heddle ended is no step of the run.
std::string StepList::newsOfEnd(const RunFacts& facts) {
    std::size_t events = m_trace->size();
    const std::size_t first = std::max<std::size_t>(m_told, facts.endedBehind.value_or(events));
    while (events > first && m_trace->event(events - 1).outcome == Outcome::killed)
        --events;
    return news(events);
}

std::string StepList::why(const Choices& choices) {
    if (!choices.hit)
        return "";
    if (!choices.hit->event)
        return "stands at a trouble: " + choices.hit->sentence + "\n";
    return "stands at \"" + choices.hit->words + "\": " + m_describer->inEnglish(*choices.hit->event) + "\n" +
           (choices.hit->sentence.empty() ? "" : "trouble: " + choices.hit->sentence + "\n");
}

std::optional<std::int64_t> StepList::match(const Filter& filter, std::int64_t from, bool isForward) {
    const std::int64_t last = places();
    for (std::int64_t place = isForward ? from + 1 : from - 1; place > 0 && place <= last;
         isForward ? ++place : --place)
        if (const auto event = eventOf(place); event && filter.matches(*m_describer, *event))
            return place;
    return std::nullopt;
}

std::string StepList::rows(const Choices& choices) {
    std::string text = "step " + std::to_string(choices.step) + "\n";
    for (const WorkerChoice& choice : choices.workers) {
        const WorkerInfo* info = m_trace->names().worker(choice.worker);
        if (m_steps == Depth::program && info && info->depth != Depth::program)
            continue;
        auto place = std::ranges::find(m_numbers, choice.worker);
        if (place == m_numbers.end())
            place = m_numbers.insert(place, choice.worker);
        const std::string line = row(static_cast<std::size_t>(place - m_numbers.begin()) + 1, choice, info);
        text += choice.worker == choices.followed ? ">" + line.substr(1) : line;
    }
    return text;
}

std::string StepList::row(std::size_t number, const WorkerChoice& choice, const WorkerInfo* info) {
    const std::string head = padded("  " + std::to_string(number), 5) +
                             padded(m_describer->names().of(choice.worker), 16) + " " +
                             padded(wordsOf(choice.stand), 12);
    const bool isAway = choice.stand == Stand::running || choice.stand == Stand::aside;
    if (choice.stand == Stand::ended)
        return head.substr(0, head.find_last_not_of(' ') + 1) + "\n";
    const bool isProcess = info && info->kind == WorkerKind::process;
    const std::string can = isAway ? "" : wordsOf(choice.ability);  // where it is says it all
    return head + " " + padded(next(choice), 44) + " " +
           (isProcess ? padded(can, 12) + " pid " + std::to_string(info->pid) : can) + "\n";
}

std::string StepList::next(const WorkerChoice& choice) {
    if (choice.op == Op::none)
        return "";
    std::string words(nameOf(choice.op));
    if (!choice.object.isNone())
        words += " of " + m_describer->names().of(choice.object);
    const SiteInfo* site = m_trace->names().site(choice.site);
    if (site && site->line > 0)
        words +=
            ", " + std::filesystem::path(site->file).filename().string() + ":" + std::to_string(site->line);
    return words;
}

std::optional<WorkerId> StepList::numbered(const std::string& number) const {
    std::size_t place = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), place);
    const bool isOne = error == std::errc{} && end == number.data() + number.size();
    return isOne && place >= 1 && place <= m_numbers.size() ? std::optional(m_numbers[place - 1])
                                                            : std::nullopt;
}

std::string StepList::whyNot(const Choices& choices, WorkerId worker) {
    const WorkerChoice* choice = choices.of(worker);
    const QString who = QString::fromStdString(m_describer->names().of(worker));
    if (choice == nullptr)
        return wordsForAbsent(who).toStdString();
    return heddle::wordsFor(choice->obstacle(), who).toStdString();
}

std::int64_t StepList::places() const {
    return m_steps == Depth::program ? m_trace->steps() : static_cast<std::int64_t>(m_trace->grantCount());
}

std::int64_t StepList::placeOf(const Choices& choices) const {
    return m_steps == Depth::program ? choices.step : places();
}

std::size_t StepList::eventsAt(std::int64_t place) const {
    if (m_steps == Depth::program)
        return eventsAtStep(*m_trace, place);
    const auto next = m_trace->grant(static_cast<std::size_t>(place));
    return next && next->events ? static_cast<std::size_t>(*next->events) : m_trace->size();
}

std::int64_t StepList::stepAt(std::int64_t place) const {
    if (m_steps == Depth::program)
        return place;
    const std::size_t events = eventsAt(place);
    return events > 0 ? m_trace->stepAt(events - 1) : 0;
}

// A step is told of by itself; of what came of a grant, by what was done.
std::optional<std::size_t> StepList::eventOf(std::int64_t place) const {
    if (place <= 0)
        return std::nullopt;
    if (m_steps == Depth::program)
        return m_trace->indexOfStep(place);
    for (std::size_t event = eventsAt(place); event > eventsAt(place - 1); --event)
        if (m_trace->event(event - 1).phase != Phase::called)
            return event - 1;
    return std::nullopt;
}

std::string StepList::wordsFor(std::int64_t place) const {
    return (m_steps == Depth::program ? "step " : "grant ") + std::to_string(place);
}

ReplayOrder StepList::orderUpTo(std::int64_t place) const {
    if (m_steps == Depth::program)
        return orderOf(*m_trace, place);
    ReplayOrder order{m_trace->grants(), {}};
    order.grants.resize(std::min(order.grants.size(), static_cast<std::size_t>(place)));
    return order;
}

std::string StepList::whyNotThere(std::int64_t place, WorkerId worker) {
    const World world = m_snapshots->at(eventsAt(place));
    const WorkerState* state = world.worker(worker);
    const QString who = QString::fromStdString(m_describer->names().of(worker));
    if (state == nullptr || state->doing == Doing::notStarted)
        return wordsForAbsent(who).toStdString();
    if (state->doing == Doing::ended || state->doing == Doing::died)
        return heddle::wordsFor(Obstacle::ended, who).toStdString();
    const bool isInVain =
        state->doing == Doing::waits && !state->mayTimeOut && world.possible(worker) == Possible::no;
    return isInVain ? heddle::wordsFor(Obstacle::sameAgain, who).toStdString() : "";
}

std::string StepList::worldAt(std::int64_t place) {
    std::string text = wordsFor(place) + " of " + std::to_string(places());
    if (const auto event = eventOf(place))
        text += ": " + m_describer->inEnglish(*event);
    const auto mark = [this](WorkerId worker) {
        const auto found = std::ranges::find(m_numbers, worker);
        return padded(found == m_numbers.end() ? "" : std::to_string(found - m_numbers.begin() + 1), 3);
    };
    return text + "\n" + worldText(m_snapshots->at(eventsAt(place)), m_describer->names(), mark);
}

}  // namespace heddle
