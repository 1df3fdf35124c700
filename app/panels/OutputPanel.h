// SPDX-License-Identifier: GPL-3.0-or-later
// What the program wrote, as a list in which the last line that has come at the instant is marked, and under
// it a field for what the program shall read.
#pragma once

#include "app/panels/OutputModel.h"
#include "app/playback/Playback.h"
#include "app/theme/Theme.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace heddle {

class InputField;

// Thread: GUI only.
class OutputPanel : public QWidget {
    Q_OBJECT
public:
    explicit OutputPanel(const Theme& theme, QWidget* parent = nullptr);

    void follow(Playback& playback);  // whose instant it shows; it outlives this
    void setTrace(std::shared_ptr<const Trace> trace);
    bool catchUp();                // once a frame; true while there is more to read
    void takeInput(bool isTaken);  // a program runs that one may type for

signals:
    void eventPicked(std::size_t event);  // a line was clicked: its print, or what had happened by then
    void given(QByteArray bytes);         // to the program's standard input
    void inputEnded();

protected:
    void resizeEvent(QResizeEvent*) override;

private:
    void fitLine();
    void setUpTable(const Theme& theme);
    void showMoment();

    Playback* m_playback = nullptr;
    OutputModel m_model;
    QTableView* m_table;
    QLabel* m_unshown;
    InputField* m_input;
};

}  // namespace heddle
