// SPDX-License-Identifier: GPL-3.0-or-later
// The events as a table with a filter. Its selected row is the event that is selected, else the last that has
// happened at playback's instant; to select a row is to seek there.
#pragma once

#include "app/panels/EventsModel.h"
#include "app/playback/Playback.h"
#include "app/theme/Theme.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace heddle {

class EventRow;
class FilterField;

// Thread: GUI only. Model and playback outlive it.
class EventsPanel : public QWidget {
    Q_OBJECT
public:
    EventsPanel(TraceModel& model, Playback& playback, const Theme& theme, QWidget* parent = nullptr);

    bool catchUp();  // once a frame; true while there are events that the filter has not seen
    void focusFilter();
    void setFilter(const QString& words);  // as if it were typed
    void setDepth(Depth depth);  // what is deeper is not in the table, unless the filter asks for it
    // The next event that the filter lets through, or the one before; from none: from the start.
    std::optional<std::size_t> match(std::optional<std::size_t> from, bool isForward) const;
    void setCausality(std::shared_ptr<const Causality> causality);  // see EventsModel
    void select(std::optional<std::size_t> event);  // none: back to the last that has happened
    void setTheme(const Theme& theme);

signals:
    void eventPicked(std::size_t event);
    void filterChanged();              // catchUp() has work again
    void matchWanted(bool isForward);  // Return was typed behind the filter, or Shift+Return

private:
    void setUpFilter();
    void setUpTable(const Theme& theme);
    bool read(bool mayInsert);
    void applyFilter(const QString& typed);
    QString narrowed(const QString& filter) const;  // to the depth that is shown
    void tellMatches();
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showMoment(const Moment& moment);
    void seekToRow(const QModelIndex& row);

    TraceModel& m_trace;
    Playback& m_playback;
    EventsModel m_model;
    EventRow* m_row;
    FilterField* m_filter;
    QLabel *m_objection, *m_meaning, *m_nothing;
    QTableView* m_table;
    std::optional<std::size_t> m_selected;
    Instant m_readNext;  // not before
    Depth m_depth = Depth::program;
    bool m_isNarrowed = false;       // something of the run is deeper
    bool m_isFitted = false;         // the columns, to this trace
    bool m_isShowingMoment = false;  // the selection moves because the instant did
};

}  // namespace heddle
