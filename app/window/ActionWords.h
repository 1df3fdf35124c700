// SPDX-License-Identifier: GPL-3.0-or-later
// What an action is called where it stands alone: in its tip, in the list of commands, among the keys.
#pragma once

#include <QString>

#include <functional>

class QAction;
class QKeySequence;
class QObject;

namespace heddle {

// Thread: GUI only.
struct ActionWords {
    static QString nameOf(const QAction& action);   // stays, whatever its words become
    static QString wordsOf(const QAction& action);  // as they are now
    static QString groupOf(const QAction& action);  // whose head it stands under where all are listed
    static QString alsoOf(const QAction& action);   // words under which it is looked for, too
    static QString keysOf(const QAction& action);   // "N or F10", "Ctrl+Y or A on the timeline"
    static int localKey(const QAction& action);     // that works in one part alone; 0: none
    // Now, and whenever they may be others, as long as `whom` lives: for what names them in a sentence.
    static void tellKeys(const QAction& action, QObject& whom, std::function<void(const QString& keys)> tell);

    static void begin(QAction& action, const QString& group);
    static void name(QAction& action, const QString& whole);  // whose words need their menu
    static void explain(QAction& action, const QString& about);
    static void setAlso(QAction& action, const QString& words);
    static void setKey(QAction& action, const QKeySequence& key);
    static void setLocalKey(QAction& action, int key, const QString& place);  // "on the stage"
    static void tell(QAction& action);  // its words, its key and what it is for, in its tip
};

}  // namespace heddle
