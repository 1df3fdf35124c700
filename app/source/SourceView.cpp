// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/source/SourceView.h"

#include "app/models/WorkerLook.h"
#include "app/source/SourceEditor.h"
#include "app/source/SourceShelf.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr int restMs = 700;  // in which it does not scroll again by itself

}  // namespace

SourceView::SourceView(const TraceModel& model, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_files(new QComboBox(this)), m_objection(new QLabel(this)),
      m_editor(new SourceEditor(theme, this)) {
    setObjectName(QStringLiteral("source"));
    m_files->setObjectName(QStringLiteral("source.files"));
    m_files->setAccessibleName(tr("File of the source"));
    m_files->setProperty("flat", true);
    m_files->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_files->setMinimumContentsLength(8);
    m_objection->setObjectName(QStringLiteral("source.objection"));
    m_objection->setProperty("role", "small");
    m_objection->setTextFormat(Qt::PlainText);  // a file's name may be anything
    m_objection->setWordWrap(true);
    const int gap = theme.size(Measure::gap), margin = theme.size(Measure::margin);
    m_objection->setContentsMargins(margin, 0, margin, 0);
    m_objection->hide();
    auto* title = new QLabel(tr("Source"), this);
    title->setProperty("role", "heading");
    auto* head = new QHBoxLayout;
    head->setContentsMargins(margin, gap, margin, 0);
    head->addWidget(title, 1);
    head->addWidget(m_files);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(gap / 2);
    column->addLayout(head);
    column->addWidget(m_objection);
    column->addWidget(m_editor, 1);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &SourceView::follow);
    connect(m_files, &QComboBox::activated, this, &SourceView::showFile);
    connectEditor();
}

void SourceView::connectEditor() {
    connect(m_editor, &SourceEditor::stopWanted, this, [this](int line) { emit stopWanted(lineOf(line)); });
    connect(m_editor, &SourceEditor::eventsWanted, this,
            [this](int line) { emit eventsWanted(lineOf(line).filter); });
    connect(m_editor, &SourceEditor::linePicked, this, &SourceView::pickLine);
    connect(m_editor, &SourceEditor::workerPicked, this, &SourceView::pickWorker);
    connect(m_editor, &SourceEditor::menuWanted, this, &SourceView::openMenu);
    connect(m_editor, &SourceEditor::tipWanted, this, &SourceView::tell);
    connect(m_editor, &SourceEditor::cleared, this, &SourceView::selectionCleared);
}

// The same program run again is looked at where it was.
void SourceView::setTrace(std::shared_ptr<const Trace> trace, const SourceHome& home) {
    const QString before = file();
    const bool isSameProgram = m_home == home && !home.first.isEmpty();
    m_trace = std::move(trace);
    m_home = home;
    m_index = SourceIndex(home.first.isEmpty() ? QStringList() : QStringList{home.first});
    m_letters = {};
    m_world.reset();
    m_marks.clear();
    m_moment = {};
    m_selected.reset();
    m_rest.stop();
    if (!isSameProgram || before != home.first)
        m_file = -1;
    if (m_trace)
        m_index.catchUp(m_trace->names());
    showFiles();
    showMarks();
}

void SourceView::showFiles() {
    const QSignalBlocker blocker(m_files);
    for (qsizetype file = m_files->count(); file > 0; --file)
        if (m_index.files().value(file - 1) != m_files->itemText(static_cast<int>(file - 1)))
            m_files->removeItem(static_cast<int>(file - 1));
    for (qsizetype file = m_files->count(); file < m_index.files().size(); ++file)
        m_files->addItem(m_index.files()[file]);
    m_files->setEnabled(m_files->count() > 1);
    if (m_file < 0 || m_index.files().isEmpty())
        return showFile(m_index.files().isEmpty() ? -1 : 0);
    showKnown();
    showStops();  // a file that is not the only one any more has other words
}

void SourceView::showFile(int file) {
    m_file = file;
    m_files->setCurrentIndex(file);
    m_files->setToolTip(this->file());
    const RunFacts facts = m_trace ? m_trace->facts() : RunFacts();
    const SourceText source =
        file < 0
            ? SourceText()
            : readSource(m_index.files()[file], m_home.folders,
                         facts.startedAtUnixMs > 0 ? QDateTime::fromMSecsSinceEpoch(facts.startedAtUnixMs)
                                                   : QDateTime());
    m_isTextThere = source.isThere;
    m_objection->setText(file < 0 ? tr("The lines that a run tells of are shown here.") : source.objection);
    m_objection->setVisible(!m_objection->text().isEmpty());
    if (m_isTextThere)
        m_editor->showFile(m_index.files()[file], source.text);
    else
        m_editor->showLines({});
    showKnown();
    showStops();
    showMarks();
}

// Of a file that is not there they are all that is known.
void SourceView::showKnown() {
    if (m_file < 0)
        return;
    std::set<int> known;
    std::map<int, QString> functions;
    for (const auto& [line, what] : m_index.linesOf(m_file)) {
        known.insert(line);
        functions[line] = what.function;
    }
    if (!m_isTextThere) {
        const auto current = m_editor->current();
        m_editor->showLines(functions);
        m_editor->setCurrent(current);
        showMarks();
    }
    m_editor->setKnown(std::move(known));
}

void SourceView::setStops(std::vector<FilteredLine> stops) {
    m_stops = std::move(stops);
    showStops();
}

void SourceView::showStops() {
    std::set<int> lines;
    for (const FilteredLine& stop : m_stops)
        if (stop.fits(file(), stop.line))
            lines.insert(stop.line);
    m_editor->setStops(std::move(lines));
}

bool SourceView::catchUp() {
    if (!m_trace)
        return false;
    m_letters.learn(m_trace->names());
    if (m_index.catchUp(m_trace->names())) {
        showFiles();
        m_moment = {};  // who stands there is seen anew
    }
    return false;
}

void SourceView::show(const Moment& moment, const std::optional<World>& world) {
    if (!world || !m_trace || (m_world && m_moment == moment))
        return;
    const bool isSameWorld = m_world && m_moment.events == moment.events;
    m_moment = moment;
    if (isSameWorld)
        return;
    m_world = world;
    m_letters.learn(m_trace->names());
    m_marks = marksIn(*m_world, m_index, m_letters);
    showMarks();
    follow();
}

void SourceView::showMarks() {
    std::vector<WorkerMark> marks;
    std::copy_if(m_marks.begin(), m_marks.end(), std::back_inserter(marks),
                 [this](const WorkerMark& mark) { return mark.place.file == m_file; });
    m_editor->setMarks(std::move(marks));
}

// What has just happened stays in view, but nobody can read what jumps to and fro. Another file is shown only
// where something is picked.
void SourceView::follow() {
    if (!m_trace || m_selected || m_rest.isActive())
        return;
    const auto line = lineOfMoment();
    if (line && m_editor->bringIntoView(*line))
        m_rest.start();
}

// Of the step; where it has none here, of its worker, or of whoever stands at one.
std::optional<int> SourceView::lineOfMoment() const {
    const bool isStep = m_moment.event && *m_moment.event < m_trace->size();
    const Event event = isStep ? m_trace->event(*m_moment.event) : Event{};
    if (const auto place = isStep ? m_index.placeOf(event.site) : std::nullopt;
        place && place->file == m_file)
        return place->line;
    std::optional<int> line;
    for (const WorkerMark& mark : m_marks)
        if (mark.place.file == m_file && (!line || (isStep && mark.worker == event.worker)))
            line = mark.place.line;
    return line;
}

void SourceView::selectEvent(std::optional<std::size_t> event) {
    m_selected = event;
    if (!m_trace || !event || *event >= m_trace->size()) {
        m_editor->setCurrent({});
        return follow();
    }
    const auto place = m_index.placeOf(m_trace->event(*event).site);
    if (!place)
        return m_editor->setCurrent({});
    if (place->file != m_file)
        showFile(place->file);
    m_editor->setCurrent(place->line);
}

void SourceView::setTheme(const Theme& theme) {
    m_editor->setTheme(theme);
}

QString SourceView::file() const {
    return m_index.files().value(m_file);
}

SourceLine SourceView::lineOf(int line) const {
    return {file(), line, filterOfLine(file(), line, m_index.files().size() < 2)};
}

void SourceView::turnStop() {
    if (const auto line = m_editor->current())
        emit stopWanted(lineOf(*line));
    else
        emit objected(tr("no line of the source is chosen: click one, or go to it with the arrow keys"));
}

void SourceView::wantEvents() {
    if (const auto line = m_editor->current())
        emit eventsWanted(lineOf(*line).filter);
}

// The last that happened there; who has not come there yet leaves all as it is.
void SourceView::pickLine(int line) {
    const std::vector<SiteId> sites = m_index.sitesAt({m_file, line});
    const auto event = !m_trace || sites.empty()
                           ? std::nullopt
                           : lastEvent(*m_trace, m_moment.events, [&](const Event& told) {
                                 return std::find(sites.begin(), sites.end(), told.site) != sites.end();
                             });
    if (event)
        emit eventPicked(*event);
    else
        m_editor->setCurrent(line);
}

void SourceView::pickWorker(WorkerId worker) {
    const auto event = m_trace ? lastEvent(*m_trace, m_moment.events,
                                           [&](const Event& told) {
                                               return told.worker == worker && told.depth == Depth::program &&
                                                      !told.site.isNone();
                                           })
                               : std::nullopt;
    if (event)
        emit eventPicked(*event);
}

void SourceView::openMenu(int line, const QPoint& at) {
    const SourceLine told = lineOf(line);
    const QString filter = told.filter;
    const bool isStop = std::any_of(m_stops.begin(), m_stops.end(),
                                    [&](const FilteredLine& stop) { return stop.fits(file(), line); });
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(isStop ? tr("Do not stop here: %1").arg(filter) : tr("Stop here: %1").arg(filter), this,
                    [this, told] { emit stopWanted(told); });
    menu->addAction(tr("Show the events of line %1").arg(line), this,
                    [this, filter] { emit eventsWanted(filter); });
    menu->popup(at);
}

void SourceView::tell(const std::vector<WorkerMark>& marks, const QPoint& at) {
    constexpr std::size_t mostTold = 20;
    QStringList lines;
    for (const WorkerMark& mark : marks) {
        const WorkerState* state = m_world ? m_world->worker(mark.worker) : nullptr;
        const WorkerInfo* info = m_trace->names().worker(mark.worker);
        if (!state || !info || lines.size() == mostTold)
            break;
        const QString content = m_model.toldOf(state->event);
        lines << tr("%1: %2").arg(QString::fromStdString(info->path),
                                  lookOf(*state, *m_world, content).state);
    }
    if (const auto untold = static_cast<int>(marks.size()) - static_cast<int>(lines.size()); untold > 0)
        lines << (untold == 1 ? tr("and 1 more") : tr("and %Ln more", nullptr, untold));
    if (lines.isEmpty())
        lines << tr("A click: a run in steps or in slow motion stops at this line");
    QToolTip::showText(at, lines.join(QLatin1Char('\n')), m_editor);
}

}  // namespace heddle
