// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Branches.h"

#include "app/panels/BranchesPanel.h"
#include "app/window/Breakpoints.h"
#include "app/window/StatusLine.h"
#include "app/window/TopBar.h"
#include "app/window/Viewing.h"

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

// The grave thing first: that it is stuck says less than why.
QString outcomeOf(const RunFacts& facts) {
    const auto trouble = std::find_if(facts.verdicts.begin(), facts.verdicts.end(),
                                      [](const Verdict& verdict) { return verdict.isTrouble; });
    const QString ending = StatusLine::wordsFor(facts.ending);
    return trouble == facts.verdicts.end()
               ? ending
               : Branches::tr("%1: %2").arg(ending, QString::fromStdString(trouble->kind));
}

}  // namespace

Branches::Branches(const Parts& parts, QObject* parent) : QObject(parent), m(parts) {
    connect(&m.viewing, &Viewing::traceChanged, this, &Branches::noteTrace);
    connect(&m.viewing, &Viewing::runningChanged, this, [this](bool isRunning) {
        if (!isRunning && m_wish)
            branch(*std::exchange(m_wish, std::nullopt));
    });
    connect(&m.panel, &BranchesPanel::picked, this, &Branches::show);
}

void Branches::run(RunRequest request) {
    m_wish.reset();
    m.breakpoints.owe(false);
    launch({std::move(request), nullptr, {}, 0});
}

void Branches::launch(Branch branch) {
    RunRequest request = branch.request;
    std::erase_if(m_branches, [](const Branch& each) { return !each.trace; });  // it never began
    m_branches.push_back(std::move(branch));
    m.viewing.run(std::move(request));
}

void Branches::noteTrace(const std::shared_ptr<const Trace>& trace) {
    if (m.viewing.showsLive() && !m_branches.empty() && !shown())
        m_branches.back().trace = trace;
    catchUp();
}

std::optional<int> Branches::shown() const {
    for (std::size_t place = 0; place < m_branches.size(); ++place)
        if (m_branches[place].trace && m_branches[place].trace == m.viewing.trace())
            return static_cast<int>(place);
    return {};
}

bool Branches::canBranch() const {
    const std::optional<int> place = shown();
    return place && m_branches[static_cast<std::size_t>(*place)].request.choosing.isHeld();
}

void Branches::branchHere() {
    const std::optional<int> place = shown();
    if (!place)
        return emit objected(tr("only a run of this session can be branched"));
    if (!canBranch())
        return emit objected(tr("this run was free at its start: only a run that was held from there can be "
                                "branched"));
    const Wish wish{*place, m.viewing.playback().moment().step};
    if (!m.viewing.isRunning())
        return branch(wish);
    m_wish = wish;
    m.viewing.stop();
}

void Branches::branch(const Wish& wish) {
    const Branch& from = m_branches[static_cast<std::size_t>(wish.place)];
    const RunFacts facts = from.trace->facts();
    if (facts.letFreeAfterStep && wish.step > *facts.letFreeAfterStep)
        return emit objected(tr("the run was free from step %1 on: it can be branched only before")
                                 .arg(*facts.letFreeAfterStep));
    if (facts.schedule.empty())
        return emit objected(tr("nobody had been let go in this run yet"));
    Branch made{from.request, nullptr, wish.place, wish.step};
    made.request.replay = ReplayOrder{facts.schedule, wish.step};
    made.request.choosing = {ChooserKind::byHand, from.request.choosing.seed};
    made.request.operationsPerSecond.reset();
    made.request.breakpoints.clear();  // not on the way there
    m.breakpoints.owe(true);
    m.bar.setChoosing(made.request.choosing);
    launch(std::move(made));
}

void Branches::show(int place) {
    const Branch& chosen = m_branches[static_cast<std::size_t>(place)];
    if (chosen.trace && chosen.trace != m.viewing.trace())
        m.viewing.look(chosen.trace);
}

void Branches::catchUp() {
    std::vector<BranchRow> rows;
    for (std::size_t place = 0; place < m_branches.size(); ++place) {
        const Branch& each = m_branches[place];
        if (!each.trace)
            continue;  // the last one
        const auto number = static_cast<int>(place) + 1;
        rows.push_back(
            {each.parent,
             each.parent ? tr("Run %1, from step %2").arg(number).arg(each.step) : tr("Run %1").arg(number),
             outcomeOf(each.trace->facts())});
    }
    m.panel.setRows(rows, shown());
}

}  // namespace heddle
