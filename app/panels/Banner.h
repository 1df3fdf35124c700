// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences across the window that do not stop anybody's work, one at a time, until they are put away.
#pragma once

#include <QFrame>
#include <QList>

class QLabel;
class QToolButton;

namespace heddle {

// Thread: GUI only. Its property "tone" is what the style sheet colours it by; a mark tells the tone as well.
class Banner : public QFrame {
    Q_OBJECT
public:
    enum class Tone { trouble, refusal, note };  // the program's fault; something was not done; worth knowing

    struct Saying {
        Tone tone = Tone::note;
        QString sentence;
        bool hasProof = false;  // that can be shown: by a click on the sentence, or on the button
    };

    explicit Banner(QWidget* parent = nullptr);

    void say(Tone tone, const QString& sentence);  // in the place of what was said before
    void say(QList<Saying> sayings);               // the first; the others can be walked to
    void refuse(const QString& sentence);          // behind what is said, and shown at once
    void showSaying(int place);                    // around: the one behind the last is the first
    void putAway();
    int place() const { return m_place; }
    QString sentence() const;

signals:
    void proofWanted(int place);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addButtons();
    void paintAnew();
    QToolButton* button(const char* name, const QString& sign, const QString& words);

    QList<Saying> m_sayings;
    int m_place = 0;
    bool m_hasRefused = false;  // the last of them is no finding
    QLabel *m_mark, *m_sentence, *m_count;
    QToolButton *m_proof, *m_previous, *m_next;
};

}  // namespace heddle
