// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/BookmarkDesk.h"

#include "app/panels/BookmarksPanel.h"
#include "app/timeline/TimelineView.h"
#include "app/window/ActionWords.h"
#include "app/window/Actions.h"
#include "app/window/FileDoor.h"
#include "app/window/NoteField.h"
#include "app/window/StatusLine.h"
#include "app/window/Viewing.h"

#include <QAction>
#include <QInputDialog>
#include <QMainWindow>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr int longestNote = 500;  // characters

QString stepWords(const Trace& trace, std::size_t event) {
    return BookmarkDesk::tr("step %L1").arg(trace.stepAt(event));
}

}  // namespace

BookmarkDesk::BookmarkDesk(const Parts& parts) : m(parts) {
    connect(&m.viewing, &Viewing::notesRead, &m_shelf, &BookmarkShelf::adopt);
    connect(&m.viewing, &Viewing::traceChanged, &m_shelf, &BookmarkShelf::show);
    connect(&m_shelf, &BookmarkShelf::changed, this, &BookmarkDesk::show);
    connectActions();
    connectPanel();
    connectSaving();
}

void BookmarkDesk::connectActions() {
    connect(m.actions.bookmark, &QAction::triggered, this, [this] {
        if (const auto event = here())
            write(*event);
    });
    connect(m.actions.removeBookmark, &QAction::triggered, this, &BookmarkDesk::remove);
    connect(m.actions.putBack, &QAction::triggered, &m_shelf, &BookmarkShelf::putBack);
    connect(m.actions.nextBookmark, &QAction::triggered, this, [this] { go(true); });
    connect(m.actions.previousBookmark, &QAction::triggered, this, [this] { go(false); });
}

void BookmarkDesk::connectPanel() {
    ActionWords::tellKeys(*m.actions.bookmark, m.panel,
                          [this](const QString& keys) { m.panel.setKeys(keys); });
    connect(&m.panel, &BookmarksPanel::addWanted, m.actions.bookmark, &QAction::trigger);
    connect(&m.panel, &BookmarksPanel::picked, this, &BookmarkDesk::goTo);
    connect(&m.panel, &BookmarksPanel::removeWanted, &m_shelf, &BookmarkShelf::remove);
    connect(&m.panel, &BookmarksPanel::putBackWanted, m.actions.putBack, &QAction::trigger);
    connect(&m.viewing.playback(), &Playback::momentChanged, this, &BookmarkDesk::showHere);
    connect(&m.panel, &BookmarksPanel::editWanted, this, [this](std::size_t place) {
        if (place < m_shelf.all().size())
            write(m_shelf.all()[place].event);
    });
}

// What is written is what there is when the writing begins; what is noted meanwhile is not saved yet.
void BookmarkDesk::connectSaving() {
    connect(&m.files, &FileDoor::saveWanted, this, [this](const QString& path) {
        m_saving = Saving{m.viewing.trace(), m_shelf.all()};
        m.viewing.save(path, m_shelf.all());
    });
    connect(&m.viewing, &Viewing::saved, this, [this] {
        if (auto saving = std::exchange(m_saving, std::nullopt))
            m_shelf.setSaved(saving->trace, std::move(saving->bookmarks));
        closeAfter(true);
    });
    connect(&m.viewing, &Viewing::refused, this, [this] {
        m_saving.reset();
        closeAfter(false);
    });
    connect(&m.files, &FileDoor::saveLeft, this, [this] { closeAfter(false); });
    connect(
        &m.viewing, &Viewing::runningChanged, this,
        [this](bool isRunning) {
            if (!isRunning && std::exchange(m_savesWhenEnded, false))
                m.actions.saveAs->trigger();
        },
        Qt::QueuedConnection);  // by then it can be saved
}

std::optional<std::size_t> BookmarkDesk::here() const {
    const auto event = m.viewing.playback().moment().event;
    if (!event)
        m.status.say(tr("nothing has happened yet that a bookmark could stand at"));
    return event;
}

void BookmarkDesk::write(std::size_t event) {
    const auto place = m_shelf.placeOf(event);
    auto* dialog = new QInputDialog(&m.window);
    dialog->setObjectName(QStringLiteral("note"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(place ? tr("Edit the note") : tr("Bookmark"));
    dialog->setLabelText(tr("A note at %1, if you like:").arg(stepWords(*m.viewing.trace(), event)));
    dialog->setTextValue(place ? QString::fromStdString(m_shelf.all()[*place].note) : QString());
    dialog->resize(dialog->fontMetrics().averageCharWidth() * 60, dialog->sizeHint().height());
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);  // where a long note can be read
    if (auto* field = dialog->findChild<QPlainTextEdit*>())
        new NoteField(*field, *dialog, longestNote);
    const std::weak_ptr<const Trace> trace = m.viewing.trace();
    connect(dialog, &QInputDialog::textValueSelected, this, [this, event, trace](const QString& note) {
        if (trace.lock() == m.viewing.trace())  // else another run has come meanwhile
            put(event, note.simplified());
    });
    connect(dialog, &QDialog::finished, &m.window, [this] { m.window.activateWindow(); });
    dialog->open();
    dialog->activateWindow();  // also where no window manager gives it the focus
}

void BookmarkDesk::put(std::size_t event, const QString& note) {
    const QString when = stepWords(*m.viewing.trace(), event),
                  keys = ActionWords::keysOf(*m.actions.nextBookmark);
    if (m_shelf.placeOf(event))
        m.status.say(tr("the note at %1 is changed").arg(when));
    else
        m.status.say(keys.isEmpty() ? tr("%1 has a bookmark now").arg(when)
                                    : tr("%1 has a bookmark now; %2 goes to the next").arg(when, keys));
    m_shelf.put(event, note);
}

void BookmarkDesk::remove() {
    const auto event = here();
    const auto place = event ? m_shelf.placeOf(*event) : std::nullopt;
    if (place)
        m_shelf.remove(*place);
    else if (event)
        m.status.say(tr("%1 has no bookmark").arg(stepWords(*m.viewing.trace(), *event)));
}

void BookmarkDesk::go(bool isForward) {
    const std::vector<Bookmark>& all = m_shelf.all();
    const auto now = m.viewing.playback().moment().event;
    const auto behind = [&](const Bookmark& bookmark) { return now && bookmark.event <= *now; };
    const auto before = [&](const Bookmark& bookmark) { return now && bookmark.event < *now; };
    const auto next = std::partition_point(all.begin(), all.end(), behind);
    const auto reached = std::partition_point(all.begin(), all.end(), before);
    if (isForward ? next == all.end() : reached == all.begin())
        return m.status.say(isForward ? tr("no bookmark is behind this instant")
                                      : tr("no bookmark is ahead of this instant"));
    goTo(static_cast<std::size_t>((isForward ? next : reached - 1) - all.begin()));
}

void BookmarkDesk::goTo(std::size_t place) {
    if (place >= m_shelf.all().size())
        return;
    const std::size_t event = m_shelf.all()[place].event;
    m.viewing.playback().showEvent(event);
    m.timeline.showEventAt(event);
}

void BookmarkDesk::show() {
    const Trace* trace = m.viewing.trace().get();
    std::vector<BookmarkShown> shown;
    std::vector<TimelineBookmark> flags;
    for (const Bookmark& bookmark : m_shelf.all()) {
        const auto event = static_cast<std::size_t>(bookmark.event);
        const QString when = stepWords(*trace, event), note = QString::fromStdString(bookmark.note);
        shown.push_back({when, note, m.viewing.model().sentence(event)});
        flags.push_back({static_cast<double>(trace->stepAt(event)),
                         static_cast<double>(trace->event(event).end),
                         note.isEmpty() ? when : QStringLiteral("%1: %2").arg(when, note)});
    }
    m.panel.setBookmarks(shown, m_shelf.canPutBack());
    m.actions.putBack->setEnabled(m_shelf.canPutBack());
    m.timeline.setBookmarks(std::move(flags));
    showHere();
}

void BookmarkDesk::showHere() {
    const auto event = m.viewing.playback().moment().event;
    m.panel.setHere(event ? m_shelf.placeOf(*event) : std::nullopt);
}

bool BookmarkDesk::mayClose() {
    if (!m_shelf.unsaved())
        return true;
    if (!m_question)
        ask();
    return false;
}

void BookmarkDesk::ask() {
    const std::shared_ptr<const Trace> trace = m_shelf.unsaved();
    if (trace != m.viewing.trace())
        m.viewing.look(trace);  // so that one sees which run it is
    m_question = new QMessageBox(QMessageBox::Question, tr("Save the bookmarks?"),
                                 tr("The bookmarks of this run are in no file yet."), QMessageBox::NoButton,
                                 &m.window);
    m_question->setObjectName(QStringLiteral("unsaved"));
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    const bool isRunning = m.viewing.isRunning();
    QPushButton* save = m_question->addButton(isRunning ? tr("Stop the run and &save…") : tr("&Save…"),
                                              QMessageBox::AcceptRole);
    QPushButton* discard = m_question->addButton(tr("&Discard them"), QMessageBox::DestructiveRole);
    m_question->addButton(QMessageBox::Cancel);
    m_question->setDefaultButton(save);
    connect(m_question, &QMessageBox::finished, this, [this] { m_question = nullptr; });
    connect(save, &QPushButton::clicked, this, &BookmarkDesk::saveAndClose);
    connect(discard, &QPushButton::clicked, this, [this] {
        m_shelf.forgetChanges();
        QMetaObject::invokeMethod(&m.window, "close", Qt::QueuedConnection);
    });
    m_question->open();
}

// A run that goes on is stopped first: only then it is whole.
void BookmarkDesk::saveAndClose() {
    m_closesWhenSaved = true;
    m_savesWhenEnded = m.viewing.isRunning();
    m_savesWhenEnded ? m.viewing.stop() : m.actions.saveAs->trigger();
}

void BookmarkDesk::closeAfter(bool isSaved) {
    if (std::exchange(m_closesWhenSaved, false) && isSaved)
        m.window.close();
}

}  // namespace heddle
