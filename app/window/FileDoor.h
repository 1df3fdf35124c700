// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for files to open and to save to, without stopping what goes on.
#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace heddle {

// Thread: GUI only.
class FileDoor : public QObject {
    Q_OBJECT
public:
    explicit FileDoor(QWidget* window);

    void askWhatToOpen();
    void askWhereToSave(const QString& suggestedName);
    bool eventFilter(QObject* watched,
                     QEvent* event) override;  // a trace that is dropped on the window is opened

signals:
    void openWanted(QString path);
    void saveWanted(QString path);
    void saveLeft();  // it was not said where to

private:
    QWidget* m_window;
    QString m_folder;  // where the last one was
};

}  // namespace heddle
