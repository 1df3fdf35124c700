// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/BookmarkShelf.h"

#include <algorithm>
#include <utility>

namespace heddle {

void BookmarkShelf::show(const std::shared_ptr<const Trace>& trace) {
    m_shown = trace;
    std::erase_if(m_all, [](const Notes& notes) { return notes.trace.expired(); });
    emit changed();
}

const std::vector<Bookmark>& BookmarkShelf::all() const {
    static const std::vector<Bookmark> none;
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&](const Notes& notes) { return notes.trace.lock() == m_shown; });
    return m_shown && found != m_all.end() ? found->now : none;
}

std::optional<std::size_t> BookmarkShelf::placeOf(std::size_t event) const {
    const auto found = std::ranges::find(all(), event, &Bookmark::event);
    return found == all().end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - all().begin()));
}

BookmarkShelf::Notes& BookmarkShelf::notesOf(const std::shared_ptr<const Trace>& trace) {
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&](const Notes& notes) { return notes.trace.lock() == trace; });
    return found != m_all.end() ? *found : m_all.emplace_back(Notes{trace, {}, {}, {}});
}

void BookmarkShelf::settle(Notes& notes) {
    std::ranges::stable_sort(notes.now, {}, &Bookmark::event);
    notes.kept = notes.now == notes.saved ? nullptr : notes.trace.lock();
    emit changed();
}

void BookmarkShelf::put(std::size_t event, const QString& note) {
    if (!m_shown)
        return;
    Notes& notes = notesOf(m_shown);
    if (const auto place = placeOf(event))
        notes.now[*place].note = note.toStdString();
    else
        notes.now.push_back({event, note.toStdString()});
    settle(notes);
}

void BookmarkShelf::remove(std::size_t place) {
    if (place >= all().size())
        return;
    Notes& notes = notesOf(m_shown);
    m_removed = Removed{m_shown, notes.now[place]};
    notes.now.erase(notes.now.begin() + static_cast<std::ptrdiff_t>(place));
    settle(notes);
}

bool BookmarkShelf::canPutBack() const {
    return m_shown && m_removed && m_removed->trace.lock() == m_shown &&
           !placeOf(static_cast<std::size_t>(m_removed->bookmark.event));
}

void BookmarkShelf::putBack() {
    if (!canPutBack())
        return;
    const Bookmark bookmark = std::exchange(m_removed, std::nullopt)->bookmark;
    put(static_cast<std::size_t>(bookmark.event), QString::fromStdString(bookmark.note));
}

void BookmarkShelf::adopt(const std::shared_ptr<const Trace>& trace, std::vector<Bookmark> bookmarks) {
    Notes& notes = notesOf(trace);
    notes.now = notes.saved = std::move(bookmarks);
    settle(notes);
}

void BookmarkShelf::setSaved(const std::shared_ptr<const Trace>& trace, std::vector<Bookmark> bookmarks) {
    Notes& notes = notesOf(trace);
    notes.saved = std::move(bookmarks);
    settle(notes);
}

void BookmarkShelf::forgetChanges() {
    for (Notes& notes : m_all) {
        notes.now = notes.saved;
        notes.kept.reset();
    }
    emit changed();
}

std::shared_ptr<const Trace> BookmarkShelf::unsaved() const {
    const auto found =
        std::find_if(m_all.begin(), m_all.end(), [](const Notes& notes) { return notes.kept != nullptr; });
    return found == m_all.end() ? nullptr : found->kept;
}

}  // namespace heddle
