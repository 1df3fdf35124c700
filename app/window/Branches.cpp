// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Branches.h"

#include "app/bridge/StepWords.h"
#include "app/panels/BranchesPanel.h"
#include "app/window/Breakpoints.h"
#include "app/window/StatusLine.h"
#include "app/window/TopBar.h"
#include "app/window/Viewing.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <limits>
#include <utility>

namespace heddle {

namespace {

// A run that stood in a deadlock came to that, also when it was ended there to go another way.
QString outcomeOf(const RunFacts& facts) {
    const auto trouble = std::find_if(facts.verdicts.begin(), facts.verdicts.end(),
                                      [](const Verdict& verdict) { return verdict.isTrouble; });
    const QString ending = StatusLine::wordsFor(facts.ending);
    if (trouble == facts.verdicts.end())
        return ending;
    const QString kind = QString::fromStdString(trouble->kind).replace(QLatin1Char('-'), QLatin1Char(' '));
    const bool isSaidByIt = facts.ending == Ending::stopped || facts.ending == Ending::stuck;
    return isSaidByIt ? kind : Branches::tr("%1: %2").arg(ending, kind);
}

QString programOf(const RunRequest& request) {
    const bool isLesson = !request.lesson.empty();
    const std::string name = isLesson || request.command.empty() ? request.lesson : request.command.front();
    return isLesson ? QString::fromStdString(name) : QFileInfo(QString::fromStdString(name)).fileName();
}

// "" where the run's order can be followed up to the step, or as far as it goes.
QString whyNotAgain(const RunFacts& facts, std::optional<std::int64_t> step) {
    const auto hindrance = hindranceTo(facts, step);
    return hindrance ? wordsFor(*hindrance) : QString();
}

// What Heddle told of the ends that it made is followed by no branch.
std::int64_t lastStepOf(const Trace& trace) {
    const std::uint64_t ended = trace.facts().endedBehind.value_or(trace.size());
    return ended == 0 ? 0 : trace.stepAt(std::min<std::size_t>(ended, trace.size()) - 1);
}

}  // namespace

Branches::Branches(const Parts& parts, QObject* parent) : QObject(parent), m(parts) {
    connect(&m.viewing, &Viewing::traceChanged, this, &Branches::noteTrace);
    connect(&m.viewing, &Viewing::runningChanged, this, [this](bool isRunning) {
        if (!isRunning && m_wish)
            branch(*std::exchange(m_wish, std::nullopt));
    });
    connect(&m.viewing, &Viewing::opened, this,
            [this](const QString& path) { m_file = QFileInfo(path).fileName(); });
    connect(&m.panel, &BranchesPanel::picked, this, &Branches::show);
}

void Branches::run(RunRequest request) {
    m_wish.reset();
    m.breakpoints.owe(false);
    launch({std::move(request), nullptr, {}, {}});
}

void Branches::adopt(RunRequest request, std::shared_ptr<const Trace> trace, const QString& words) {
    add({std::move(request), trace, {}, words});
    m.viewing.look(trace);
}

void Branches::add(Branch branch) {
    const QString number = tr("Run %1").arg(m_branches.size() + 1);
    branch.words = branch.words.isEmpty() ? number : tr("%1, %2").arg(number, branch.words);
    const auto notBegun =
        std::find_if(m_branches.begin(), m_branches.end(), [](const Branch& each) { return !each.trace; });
    m_branches.insert(notBegun, std::move(branch));  // whose places never change come first
}

void Branches::launch(Branch branch) {
    RunRequest request = branch.request;
    std::erase_if(m_branches, [](const Branch& each) { return !each.trace; });  // it never began
    add(std::move(branch));
    m.viewing.run(std::move(request));
}

void Branches::noteTrace(const std::shared_ptr<const Trace>& trace) {
    const RunFacts facts = trace->facts();
    m.bar.setCanReplay(whyNotAgain(facts, {}).isEmpty());
    if (m.viewing.showsLive() && !m_branches.empty() && !m_branches.back().trace && !shown())
        m_branches.back().trace = trace;
    catchUp();
}

std::optional<int> Branches::shown() const {
    for (std::size_t place = 0; place < m_branches.size(); ++place)
        if (m_branches[place].trace && m_branches[place].trace == m.viewing.trace())
            return static_cast<int>(place);
    return {};
}

void Branches::branchHere() {
    const Moment& moment = m.viewing.playback().moment();
    runAgain({0, moment.step, moment.grants});
}

void Branches::replay() {
    runAgain({0, {}});
}

void Branches::runAgain(Wish wish) {
    if (!m.viewing.trace())
        return emit objected(tr("there is no run yet whose order could be followed"));
    if (const QString why = whyNotAgain(m.viewing.trace()->facts(), wish.step); !why.isEmpty())
        return emit objected(why);
    const std::optional<int> place = shown();
    if (!place)
        return takeFile(wish);
    wish.place = *place;
    fulfil(wish);
}

void Branches::takeFile(const Wish& wish) {
    const std::shared_ptr<const Trace> trace = m.viewing.trace();
    const Result<RunRequest> request = m.programOf(trace->facts());
    if (!request)
        return emit objected(
            tr("%1 cannot be run again: %2").arg(m_file, QString::fromStdString(request.error().sentence)));
    const auto goOn = [this, trace, wish, request = *request, file = m_file] {
        if (m.viewing.trace() != trace)
            return;  // another one was opened meanwhile
        add({request, trace, {}, file});
        fulfil({*shown(), wish.step, wish.grants});
    };
    if (request->lesson.empty())
        ask(*request, goOn);
    else
        goOn();
}

// A file that someone gave us may name any program.
void Branches::ask(const RunRequest& request, std::function<void()> agreed) {
    QStringList command;
    for (const std::string& word : request.command)
        command << QString::fromStdString(word);
    auto* box = new QMessageBox(QMessageBox::Question, tr("Start the program again?"),
                                tr("The file says that it was recorded of this program, which would be "
                                   "started again:"),
                                QMessageBox::Cancel, m.panel.window());
    box->setObjectName(QStringLiteral("branches.question"));
    const QString words = command.join(QLatin1Char(' '));
    box->setInformativeText(
        request.folder.empty() ? words
                               : tr("%1\nin %2").arg(words, QString::fromStdString(request.folder.string())));
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* start = box->addButton(tr("&Start it"), QMessageBox::AcceptRole);
    connect(start, &QPushButton::clicked, this, [agreed = std::move(agreed)] { agreed(); });
    box->open();
}

QString Branches::wordsFor(const Wish& wish, const Trace& from) {
    if (!wish.step)
        return tr("replay");
    const std::int64_t step = std::min(*wish.step, lastStepOf(from));
    return wish.grants ? tr("from step %L1, grant %L2").arg(step).arg(*wish.grants)
                       : tr("from step %L1").arg(step);
}

void Branches::fulfil(const Wish& wish) {
    if (!m.viewing.isRunning())
        return branch(wish);
    m_wish = wish;
    m.viewing.stop();
}

void Branches::branch(const Wish& wish) {
    const Branch& from = m_branches[static_cast<std::size_t>(wish.place)];
    const RunFacts facts = from.trace->facts();
    if (const QString why = whyNotAgain(facts, wish.step); !why.isEmpty())
        return emit objected(why);
    Branch made{from.request, nullptr, wish.place, wordsFor(wish, *from.trace)};
    RunRequest& request = made.request;
    request.replay = orderOf(*from.trace, wish.step);
    if (wish.grants) {
        request.replay = ReplayOrder{from.trace->grants(), {}};
        request.replay->grants.resize(std::min(*wish.grants, request.replay->grants.size()));
    }
    request.choosing = {ChooserKind::byHand, from.request.choosing.seed};
    request.operationsPerSecond.reset();
    request.breakpoints.clear();  // not on the way there
    if (wish.step) {
        m.bar.setChoosing(request.choosing);
    } else {
        request.choosing.kind = m.bar.choosing().kind;
        request.choosing.waitsForWord = m.bar.choosing().waitsForWord;
        request.operationsPerSecond = m.bar.operationsPerSecond();
        request.breakpoints = m.breakpoints.all();
    }
    m.breakpoints.owe(wish.step.has_value());
    launch(std::move(made));
    const auto hindrance = hindranceTo(facts, std::numeric_limits<std::int64_t>::max());
    if (const QString warning = hindrance ? warningOf(*hindrance) : QString();
        !wish.step && !warning.isEmpty())
        emit objected(warning);
}

void Branches::show(int place) {
    const Branch& chosen = m_branches[static_cast<std::size_t>(place)];
    if (chosen.trace && chosen.trace != m.viewing.trace())
        m.viewing.look(chosen.trace);
}

void Branches::catchUp() {
    const bool isOfSeveral = std::any_of(m_branches.begin(), m_branches.end(), [this](const Branch& each) {
        return programOf(each.request) != programOf(m_branches.front().request);
    });
    std::vector<BranchRow> rows;
    for (Branch& each : m_branches) {
        if (!each.trace)
            continue;  // the last one
        if (const std::uint64_t set = each.trace->factsSet(); std::exchange(each.factsSet, set) != set)
            each.outcome = outcomeOf(each.trace->facts());
        const bool isNamed = isOfSeveral && !each.parent;  // a branch is of the same as what it left
        rows.push_back({each.parent,
                        isNamed ? tr("%1: %2").arg(each.words, programOf(each.request)) : each.words,
                        each.outcome});
    }
    m.panel.setRows(rows, shown());
}

}  // namespace heddle
